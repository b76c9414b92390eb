package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.fault.ProvesFault;
import io.ticketbridge.ledger.Upstream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFileTest {

    @TempDir
    private Path folder;

    @Test
    void namesABatchByItsBytesAndItsUpstream() throws IOException {
        Path file = write("a.csv", "abc".getBytes(StandardCharsets.UTF_8));

        assertThat(BatchFile.identify(file).batch(Upstream.SANDBOX))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad:sandbox");
    }

    @Test
    void namesACompressedFileByItsDecompressedBytes() throws IOException {
        Path plain = write("a.csv", "abc".getBytes(StandardCharsets.UTF_8));
        Path compressed = gzip("a.csv.gz", "abc".getBytes(StandardCharsets.UTF_8));

        assertThat(BatchFile.identify(compressed).digest())
                .isEqualTo(BatchFile.identify(plain).digest());
    }

    @Test
    void findsUtf8EvenWhereACharacterCrossesAChunk() throws IOException {
        String text = "x".repeat((1 << 16) - 1) + "ø😀".repeat(50_000);

        assertThat(charset(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void readsAWholeFileAsWindows1252WhenOneByteIsNoUtf8() throws IOException {
        assertThat(charset("Blåbærsyltetøy – 5 €".getBytes(Charset.forName("windows-1252"))))
                .isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void takesUtf16ByItsByteOrderMark() throws IOException {
        assertThat(charset("\uFEFFsubject,ø".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(StandardCharsets.UTF_16LE);
    }

    @Test
    void refusesBytesThatAreTextInNoCharset() {
        assertThatThrownBy(() -> charset(new byte[] {'a', (byte) 0x81, 'b'}))
                .hasMessageContaining("is not valid UTF-8 at byte 2, in line 1, and no windows-1252 at byte 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void takesWideCharactersByTheirMark(String charset) throws IOException {
        assertThat(charset("\uFEFFsubject,ø😀".getBytes(Charset.forName(charset))))
                .isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void takesUtf16WithoutAMarkByTheZerosBetweenItsCharacters(String charset) throws IOException {
        assertThat(charset("subject;message\nø;😀".getBytes(Charset.forName(charset))))
                .isEqualTo(Charset.forName(charset));
        assertThat(charset("[{\"subject\":\"ø\"}]".getBytes(Charset.forName(charset))))
                .isEqualTo(Charset.forName(charset));
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a UTF-8 file has one broken byte",
            promise = "refused, with its line; read as windows-1252, every other special character would be wrong")
    void refusesUtf8ThatIsDamagedInOnePlace() {
        byte[] bytes = "subject\nblåbær\nsyltetøy\nkål".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 2] = 'x'; // the second half of the last å

        assertThatThrownBy(() -> charset(bytes))
                .hasMessageContaining(
                        "is not valid UTF-8 at byte 29, in line 4, though it is UTF-8 elsewhere (3 special")
                .hasMessageContaining("1 bytes are not)");
    }

    @Test
    void refusesAByteOrderMarkThatIsNotTrue() {
        assertThatThrownBy(() -> charset(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'a', (byte) 0xe5, 'b'}))
                .hasMessageContaining("is not valid UTF-8 at byte 5, in line 1, which its byte order mark promises");
    }

    @Test
    void refusesAnUtf8CharacterThatIsCutOffAtTheEndAsUtf8() throws IOException {
        assertThat(charset(new byte[] {'a', (byte) 0xc3})).isEqualTo(Charset.forName("windows-1252"));
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatThrownBy(() -> BatchFile.identify(write("a.csv", new byte[0])))
                .hasMessage("The file is empty.");
    }

    @Test
    void refusesAGzipFileThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(gzip("whole.gz", "abc".repeat(1_000).getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> BatchFile.identify(write("a.csv.gz", Arrays.copyOf(whole, whole.length - 9))))
                .hasMessageContaining("is no whole gzip file");
        assertThatThrownBy(() -> BatchFile.identify(write("b.csv.gz", "abc".getBytes(StandardCharsets.UTF_8))))
                .hasMessageContaining("is no whole gzip file");
    }

    @Test
    @ProvesFault(group = ProvesFault.Group.FILE, fault = "a gzip bomb", promise = "refused, with its numbers")
    void refusesAGzipBombWithItsNumbers() throws IOException {
        Path bomb = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 80; i++) {
                out.write(zeros);
            }
        }

        assertThatThrownBy(() -> BatchFile.identify(bomb))
                .hasMessageMatching("The file grows from \\d+ bytes to more than \\d+, over 400 times its size.*");
    }

    @Test
    void refusesASymbolicLink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), write("a.csv", new byte[] {'a'}));

        assertThatThrownBy(() -> BatchFile.identify(link)).hasMessageContaining("is a symbolic link");
    }

    @Test
    void readsEveryMemberOfAGzipFileAndWhatFillsItUp() throws IOException {
        byte[] first = gzipped("a".repeat(100_000));
        byte[] second = gzipped("b");
        Path plain = write("plain.csv", ("a".repeat(100_000) + "b").getBytes(StandardCharsets.UTF_8));

        for (int zeros : new int[] {0, 1, 9, 200_000}) {
            assertThat(BatchFile.identify(write("a.csv.gz", join(first, second, new byte[zeros])))
                            .digest())
                    .isEqualTo(BatchFile.identify(plain).digest());
        }
    }

    @Test
    @ProvesFault(
            group = ProvesFault.Group.FILE,
            fault = "a later member of a gzip file is damaged",
            promise = "refused as a whole; its rows are not silently missing")
    void refusesAGzipFileWhoseLaterMemberIsDamaged() throws IOException {
        for (int size : new int[] {1, 65_000, 65_536, 200_000}) {
            byte[] random = new byte[size];
            new Random(size).nextBytes(random);
            byte[] first = gzipped(new String(random, StandardCharsets.ISO_8859_1));
            byte[] second = gzipped("b,c");
            byte[] damaged = second.clone();
            damaged[1] = 0;

            for (byte[] rest : List.of(damaged, Arrays.copyOf(second, 1), Arrays.copyOf(second, 9), new byte[] {7})) {
                assertThatThrownBy(() -> BatchFile.identify(write("a.csv.gz", join(first, rest))))
                        .hasMessageContaining("is no whole gzip file");
            }
        }
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private Charset charset(byte[] bytes) throws IOException {
        return BatchFile.identify(write("charset.csv", bytes)).charset();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path gzip(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(bytes);
        }
        return file;
    }
}
