package io.ticketbridge.door.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "a.csv,CSV,false",
        "A.CSV.GZ,CSV,true",
        "a.json,JSON,false",
        "a.jsonl,NDJSON,false",
        "a.b.ndjson.gz,NDJSON,true"
    })
    void knowsTheFormatByTheExtension(String name, Format format, boolean gzip) {
        assertThat(FileName.of(name)).hasValueSatisfying(parts -> {
            assertThat(parts.format()).isEqualTo(format);
            assertThat(parts.gzip()).isEqualTo(gzip);
        });
    }

    @ParameterizedTest
    @CsvSource({"a.csv,a-2.csv", "a.csv.gz,a-2.csv.gz", "notes.txt,notes-2.txt", "plain,plain-2", "x.gz,x-2.gz"})
    void numbersANameBeforeItsExtension(String name, String second) {
        assertThat(FileName.numbered(name, 2)).isEqualTo(second);
    }

    @Test
    void knowsNoOtherExtension() {
        assertThat(FileName.of("a.xlsx")).isEmpty();
        assertThat(FileName.of("csv")).isEmpty();
    }
}
