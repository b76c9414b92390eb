package io.ticketbridge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dependencies point one way, and the layout shows the flow. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.ticketbridge");

    /** Each package, and the others it may know. The commands may know all. */
    private static final Map<String, List<String>> MAY_KNOW = """
            configuration:
            ledger:
            newsocialcloud:
            sandbox:
            socialboards:   configuration ledger
            mapping:        configuration newsocialcloud socialboards
            account:        configuration newsocialcloud
            audit:          configuration ledger
            intake:         configuration ledger newsocialcloud mapping
            delivery:       configuration ledger newsocialcloud mapping socialboards
            door.rest:      configuration ledger newsocialcloud mapping intake delivery account
            door.file:      configuration ledger newsocialcloud mapping intake delivery
            door.queue:     configuration ledger newsocialcloud mapping intake delivery
            observation:    configuration ledger intake delivery
            engine:         configuration ledger newsocialcloud mapping socialboards intake delivery account audit door \
                            observation sandbox
            demo:           configuration account sandbox engine
            """.lines().map(line -> line.split(": *")).collect(
            Collectors.toMap(line -> line[0], line -> line.length == 1 ? List.of() : List.of(line[1].split(" +"))));

    static Set<String> layers() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest
    @MethodSource("layers")
    void dependenciesPointOneWay(String layer) {
        String[] allowed = Stream.concat(Stream.of(layer), MAY_KNOW.get(layer).stream())
                .map(ArchitectureTest::packageTree)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packageTree(layer))
                .should()
                .onlyDependOnClassesThat(JavaClass.Predicates.resideOutsideOfPackage("io.ticketbridge..")
                        .or(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .check(PRODUCT);
    }

    @Test
    void everyPackageHasItsPlace() {
        String[] known = Stream.concat(layers().stream(), Stream.of("command"))
                .map(ArchitectureTest::packageTree)
                .toArray(String[]::new);
        classes().should().resideInAnyPackage(known).check(PRODUCT);
    }

    private static String packageTree(String name) {
        return "io.ticketbridge." + name + "..";
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
