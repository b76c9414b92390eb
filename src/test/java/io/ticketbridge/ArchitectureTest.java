package io.ticketbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point one way, and the layout shows the flow. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ticketbridge");

    @ParameterizedTest(name = "{0} knows only: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    configuration  |
                    ledger         |
                    newsocialcloud |
                    socialboards   | configuration ledger
                    mapping        | configuration newsocialcloud socialboards
                    intake         | configuration ledger newsocialcloud mapping
                    delivery       | configuration ledger newsocialcloud mapping socialboards
                    account        | configuration
                    audit          | configuration ledger
                    door.rest      | configuration ledger newsocialcloud mapping intake delivery account
                    door.file      | configuration ledger newsocialcloud mapping intake delivery
                    door.queue     | configuration ledger newsocialcloud mapping intake delivery
                    sandbox        |
                    """)
    void dependenciesPointOneWay(String name, String others) {
        DescribedPredicate<JavaClass> allowed = JavaClass.Predicates.resideOutsideOfPackage("io.ticketbridge..")
                .or(JavaClass.Predicates.resideInAnyPackage(packages(name, others)));
        classes()
                .that()
                .resideInAPackage("io.ticketbridge." + name + "..")
                .should()
                .onlyDependOnClassesThat(allowed)
                .allowEmptyShould(true)
                .check(PRODUCT);
    }

    private static String[] packages(String name, String others) {
        Stream<String> more = others == null ? Stream.empty() : Arrays.stream(others.split(" "));
        return Stream.concat(Stream.of(name), more)
                .map(each -> "io.ticketbridge." + each + "..")
                .toArray(String[]::new);
    }

    @Test
    void nothingDependsOnTheCommands() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ticketbridge.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ticketbridge.command..")
                .check(PRODUCT);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.ticketbridge.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void packagesAreNamedByDomain() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..helper..", "..manager..", "..impl..", "..common..")
                .check(PRODUCT);
    }

    @Test
    void onlyCommandsSpeakToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ticketbridge.command..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(PRODUCT);
    }
}
