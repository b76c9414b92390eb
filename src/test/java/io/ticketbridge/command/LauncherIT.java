package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, as a copy in a folder with a space in its name, on the packaged jar. */
class LauncherIT {

    @TempDir
    Path scratch;

    private InstalledCopy installed;
    private Path home;

    @BeforeEach
    void install() throws IOException {
        installed = new InstalledCopy(scratch.resolve("an installation"));
        home = installed.home();
    }

    @AfterEach
    void remove() throws IOException {
        installed.close();
    }

    private Program launch(Path program, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return Program.start(scratch, environment, command);
    }

    @Test
    void startsFromAnyWorkingDirectoryThroughLinksAndFindsItsOwnConfiguration() throws Exception {
        Files.writeString(Files.createDirectories(home.resolve("config")).resolve("application.properties"), "x=1\n");
        Files.createSymbolicLink(home.resolve("inner link"), Path.of("ticketbridge"));
        Path link = Files.createSymbolicLink(scratch.resolve("a link"), Path.of("an installation/inner link"));

        try (Program program = launch(link, Map.of(), "status")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.err())
                    .contains(
                            "x (" + home.toRealPath().resolve("config/application.properties") + " line 1) is no key");
        }
    }

    @Test
    void passesArgumentsWithSpacesOnAndHonoursJavaOpts() throws Exception {
        try (Program program = launch(
                home.resolve("ticketbridge"),
                Map.of("JAVA_OPTS", "-Xmx64m -Dticketbridge.log.level=INFO"),
                "status",
                "--json",
                "--set",
                "data.dir=some where")) {
            assertThat(program.awaitExit()).isZero();
            assertThat(program.out()).startsWith("{\"states\":{\"accepted\":0").hasLineCount(1);
        }
    }

    @Test
    void saysInOneSentenceThatJavaHomeHoldsNoJava() throws Exception {
        try (Program program = launch(home.resolve("ticketbridge"), Map.of("JAVA_HOME", "/nowhere"), "status")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.err())
                    .isEqualTo("ticketbridge: JAVA_HOME is /nowhere, which holds no bin/java: set it to a JDK 17 or"
                            + " later.\n");
        }
    }

    @Test
    void saysInOneSentenceThatAJavaIsTooOld() throws Exception {
        Path java = Files.createDirectories(scratch.resolve("old java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (Program program = launch(
                home.resolve("ticketbridge"),
                Map.of("JAVA_HOME", scratch.resolve("old java").toString()),
                "status")) {
            assertThat(program.awaitExit()).isEqualTo(2);
            assertThat(program.err()).contains("is older than Java 17").hasLineCount(1);
        }
    }

    @Test
    void buildsWhenThereIsNoJarYet() throws Exception {
        Files.delete(home.resolve("target/ticketbridge.jar"));
        Path wrapper = Files.writeString(
                home.resolve("mvnw"),
                "#!/bin/sh\necho \"$@\" > built-with\ncp '"
                        + Path.of("target/ticketbridge.jar").toAbsolutePath() + "' target/\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));

        try (Program program = launch(home.resolve("ticketbridge"), Map.of(), "--version")) {
            assertThat(program.awaitExit()).isZero();
            assertThat(program.out()).startsWith("Ticketbridge 0.").hasLineCount(1);
            assertThat(home.resolve("built-with")).content().contains("-DskipTests package");
        }
    }
}
