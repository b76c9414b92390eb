package io.ticketbridge.fault;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** What the tests say they prove: one row for each {@link ProvesFault}, in the order of its groups. */
record FaultMatrix(List<Row> rows) {

    /** One fault, what holds all the same, and the test that shows it. */
    record Row(ProvesFault.Group group, String fault, String promise, Method test) {

        private String asMarkdown() {
            return Stream.of(
                            group.name().toLowerCase(Locale.ROOT),
                            sentence(fault),
                            sentence(promise),
                            "`" + test.getDeclaringClass().getSimpleName() + "." + test.getName() + "`")
                    .map(cell -> cell.replace("|", "\\|"))
                    .collect(Collectors.joining(" | ", "| ", " |"));
        }

        private static String sentence(String text) {
            String stripped = text.strip().replaceFirst("\\.$", "");
            return stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
        }
    }

    /** Of every test class that is compiled. */
    static FaultMatrix ofAllTests() {
        return new FaultMatrix(
                ReflectionSupport.findAllClassesInPackage("io.ticketbridge", each -> true, each -> true).stream()
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .flatMap(test -> Arrays.stream(test.getAnnotationsByType(ProvesFault.class))
                                .map(proof -> new Row(proof.group(), proof.fault(), proof.promise(), test)))
                        .sorted(Comparator.comparing(Row::group)
                                .thenComparing(Row::fault, String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(row -> row.test().toString()))
                        .toList());
    }

    String asMarkdown() {
        return rows.stream().map(Row::asMarkdown).collect(Collectors.joining("\n", """
                        | where | what goes wrong | what holds all the same | proved by |
                        |---|---|---|---|
                        """, "\n"));
    }

    /** Rows whose method no test run ever calls, so that they prove nothing. */
    List<Method> unproved() {
        return rows.stream()
                .map(Row::test)
                .filter(test -> !AnnotationSupport.isAnnotated(test, Testable.class) || isSwitchedOff(test))
                .toList();
    }

    private static boolean isSwitchedOff(Method test) {
        return Stream.of(test, test.getDeclaringClass())
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().startsWith("Disabled"));
    }
}
