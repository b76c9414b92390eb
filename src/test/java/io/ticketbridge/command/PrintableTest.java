package io.ticketbridge.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void escapesWhatCouldForgeALineOrSteerATerminal() {
        assertThat(Printable.of("a\nb\r\tc\u001B[2J\u009B\u0000d\u2028e\u202Ef\u0085"))
                .isEqualTo("a\\nb\\r\\tc\\u001B[2J\\u009B\\u0000d\\u2028e\\u202Ef\\u0085");
    }

    @Test
    void leavesScriptsAndEmojiAlone() {
        String text = "Blåbærsyltetøy – «hei» 👩‍👩‍👧 ﷽ 日本";

        assertThat(Printable.of(text)).isEqualTo(text);
    }
}
