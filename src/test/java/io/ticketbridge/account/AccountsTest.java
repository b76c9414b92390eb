package io.ticketbridge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticketbridge.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final String HASH = "$2a$04$" + "a".repeat(53);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("accounts.properties");
    }

    @Test
    void readsAFileThatWindowsSaved() throws IOException {
        Files.writeString(file, "\uFEFFuser.kari.password=" + HASH + "\r\nuser.kari.name=Kari\r\n");

        assertThat(Accounts.load(file).find("kari").flatMap(Account::name)).contains("Kari");
    }

    @Test
    void readsEveryKeyOfAnAccount() throws IOException {
        Files.writeString(file, """
                user.kari@example.org.password=%s
                user.kari@example.org.api-key=%s
                user.kari@example.org.name=Kari Nordmann Åsen
                user.kari@example.org.email=kari@example.org
                user.kari@example.org.phone=+47 22 22 22 22
                user.kari@example.org.applications=42, 43
                user.kari@example.org.may-set-creator=true
                """.formatted(HASH, HASH));

        Account kari = Accounts.load(file).find("kari@example.org").orElseThrow();

        assertThat(kari.name()).contains("Kari Nordmann Åsen");
        assertThat(kari.email()).contains("kari@example.org");
        assertThat(kari.phone()).contains("+47 22 22 22 22");
        assertThat(kari.maySetCreator()).isTrue();
        assertThat(kari.mayUse("42")).isTrue();
        assertThat(kari.mayUse("44")).isFalse();
        assertThat(kari.toString()).doesNotContain("$2a$", "Nordmann");
    }

    @Test
    void letsAnAccountWithoutApplicationsUseAll() throws IOException {
        Files.writeString(file, "user.kari.password=" + HASH);

        assertThat(Accounts.load(file).find("kari").orElseThrow().mayUse("anything"))
                .isTrue();
    }

    @Test
    void namesFileAndKeyOfEachMistake() {
        assertThatThrownBy(() -> load("user.kari.pasword=" + HASH))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("accounts.properties: user.kari.pasword is no key");
        assertThatThrownBy(() -> load("user.kari.password=secret"))
                .hasMessageContaining("user.kari.password must be a bcrypt hash")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> load("user.kari.name=Kari")).hasMessageContaining("user.kari.password is missing");
        assertThatThrownBy(() -> load("user.kari.password=" + HASH + "\nuser.kari.may-set-creator=yes"))
                .hasMessageContaining("user.kari.may-set-creator must be true or false");
        assertThatThrownBy(() -> load("user.kari.password=" + HASH + "\nuser.kari.email=kari at example.org"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("accounts.properties: user.kari.email must be an e-mail address such as")
                .hasMessageContaining("correct it")
                .hasMessageNotContaining("kari at");
        assertThatThrownBy(() -> load("user.kari.password=" + HASH + "\nuser.kari.password=" + HASH))
                .hasMessageContaining("user.kari.password is there twice");
        assertThatThrownBy(() -> Accounts.load(folder.resolve("none"))).hasMessageContaining("none cannot be read");
    }

    @Test
    void addsAccountsAndKeepsWhatIsThere() throws IOException {
        AccountFile accounts = new AccountFile(file);
        accounts.add(
                new AccountFile.NewAccount(
                        "ola normann=#1", "Ola \\ Åse", "ola@example.org", Optional.of("+47 1"), List.of("42", "43")),
                "pass",
                "key");
        Files.writeString(file, Files.readString(file) + "# a note of ours");
        accounts.add(
                new AccountFile.NewAccount("kari.n", "Kari", "kari@example.org", Optional.empty(), List.of()),
                "other",
                AccountFile.newApiKey());

        Accounts all = Accounts.load(file);
        Account ola = all.find("ola normann=#1").orElseThrow();
        assertThat(ola.name()).contains("Ola \\ Åse");
        assertThat(ola.applications())
                .hasValueSatisfying(mine -> assertThat(mine).containsOnly("42", "43"));
        assertThat(all.find("kari.n").orElseThrow().applications()).isEmpty();
        assertThat(Files.readString(file)).contains("# a note of ours").doesNotContain("pass\n", "other", "=key");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesASecondAccountOfTheSameUser() {
        AccountFile accounts = new AccountFile(file);
        AccountFile.NewAccount kari =
                new AccountFile.NewAccount("kari", "Kari", "kari@example.org", Optional.empty(), List.of());
        accounts.add(kari, "one", "key");

        assertThatThrownBy(() -> accounts.add(kari, "two", "key"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a user kari already");
    }

    private Accounts load(String text) throws IOException {
        Files.writeString(file, text);
        return Accounts.load(file);
    }
}
