package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the launcher makes, with a small program in place of the bridge. */
class LauncherArchiveIT {

    private static final String FROM_ARCHIVE = WaitingProgram.class.getName() + " source: shared objects file";
    private static final String FROM_JAR = WaitingProgram.class.getName() + " source: file:";

    @TempDir
    Path scratch;

    private InstalledCopy installed;
    private Path jar;
    private Path archives;

    @BeforeEach
    void install() throws IOException {
        install("installation");
    }

    private void install(String folder) throws IOException {
        installed = new InstalledCopy(scratch.resolve(folder));
        jar = installed.home().resolve("target/ticketbridge.jar");
        archives = installed.home().resolve("target/archive");
        WaitingProgram.writeJar(jar, "1");
    }

    @AfterEach
    void remove() throws IOException {
        patiently().until(() -> found(".making").isEmpty());
        installed.close();
    }

    @Test
    void startsFromAnArchiveThatTheFirstRunLeft() throws Exception {
        makeArchive();

        assertThat(startedWith("-Xshare:on")).contains(FROM_ARCHIVE);
        assertThat(startedWith("-XX:+UseSerialGC -Xmx64m")).contains(FROM_ARCHIVE);
        assertThat(startedWith("-XX:+UseParallelGC -Xms300m -Xmx600m")).contains(FROM_ARCHIVE);
        assertThat(startedWith("-Xshare:off")).contains(FROM_JAR);
    }

    @Test
    void startsWithoutAWordWhenJavaCannotUseTheArchive() throws Exception {
        Path archive = makeArchive();

        assertThat(startedWith("-XX:+UseZGC")).contains("ready");
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertThat(startedWith("")).contains(FROM_JAR);
    }

    @Test
    void makesANewArchiveAfterARebuildAndRemovesTheOld() throws Exception {
        Path old = makeArchive();
        WaitingProgram.writeJar(jar, "2, which is longer");

        Path rebuilt = makeArchive();
        assertThat(rebuilt).isNotEqualTo(old);
        assertThat(startedWith("-Xshare:on")).contains(FROM_ARCHIVE);
    }

    @Test
    void makesOneArchiveForTwoThatStartAtOnce() throws Exception {
        try (Program one = launch("run", "");
                Program other = launch("run", "")) {
            one.awaitOut("ready");
            other.awaitOut("ready");
            patiently()
                    .until(() -> found(".jsa").size() == 1 && found(".making").isEmpty());
            assertThat(one.err() + other.err()).isEmpty();
        }
        assertThat(startedWith("-Xshare:on")).contains(FROM_ARCHIVE);
    }

    @Test
    void leavesNothingOfARunThatWasKilledBeforeItHadLoadedItsClasses() throws Exception {
        try (Program killed = launch("run", "")) {
            killed.awaitOut("ready");
            assertThat(found(".making")).hasSize(1);
        }
        patiently().until(() -> found(".making").isEmpty());
        assertThat(found("")).isEmpty();
    }

    @Test
    void makesNoneForACommandThatEndsSoon() throws Exception {
        try (Program program = launch("status", "")) {
            program.awaitOut("ready");
            assertThat(archives).doesNotExist();
        }
    }

    @Test
    void makesNoneWhereJavaWouldLeaveOurClassesOut() throws Exception {
        installed.close();
        install("an installation");

        try (Program program = launch("run", "")) {
            program.awaitOut("ready");
            assertThat(archives).doesNotExist();
        }
    }

    @Test
    void startsWithoutOneWhereItMayNotWrite() throws Exception {
        Files.writeString(archives, "in the way: a superuser may write to any folder");

        assertThat(startedWith("")).contains(FROM_JAR);
        assertThat(archives).isRegularFile();
    }

    /** @return the one archive there is */
    private Path makeArchive() throws Exception {
        List<Path> before = found(".jsa");
        try (Program program = launch("run", "")) {
            program.awaitOut("ready");
            patiently()
                    .until(() -> found(".jsa").size() == 1
                            && !found(".jsa").equals(before)
                            && found(".making").isEmpty());
            assertThat(program.err()).isEmpty();
        }
        return found(".jsa").get(0);
    }

    /** What a run with these options says, on standard output; nothing else. */
    private String startedWith(String options) throws Exception {
        try (Program program = launch("run", options + " -Xlog:class+load:stdout")) {
            program.awaitOut("\nready\n");
            assertThat(program.err()).isEmpty();
            return program.out();
        }
    }

    private Program launch(String command, String options) throws IOException {
        String launcher = installed.home().resolve("ticketbridge").toString();
        return Program.start(scratch, Map.of("JAVA_OPTS", options), List.of(launcher, command));
    }

    private List<Path> found(String ending) throws IOException {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(2));
    }
}
