package io.ticketbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlSecretsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    https://u:hunter2@x.y                      | https://u:********@x.y
                    amqp://u:hun:ter@2@h:5672                  | amqp://u:********@h:5672
                    amqp://u:hun/ter?2@h                       | amqp://u:********@h
                    amqp://:hunter2@h                          | amqp://:********@h
                    ftp:u:hunter2@h/dir                        | ftp:u:********@h/dir
                    failover:(amqp://u:p1@h1,amqp://u:p2@h2)   | failover:(amqp://u:********@h1,amqp://u:********@h2)
                    netty:tcp://u:hunter2@h:1                  | netty:tcp://u:********@h:1
                    tcp://h:1?user=u&password=hunter2          | tcp://h:1?user=u&password=********
                    tcp://h:1?password=hunter2&user=u          | tcp://h:1?password=********&user=u
                    tcp://h:1;keyStorePassword=hunter2;a=b     | tcp://h:1;keyStorePassword=********
                    jdbc:postgresql://h/x?user=u&PASSWORD=a b  | jdbc:postgresql://h/x?user=u&PASSWORD=********
                    jdbc:postgresql://h/x?sslpassword=a@b      | jdbc:postgresql://h/x?sslpassword=********
                    kafka:t?saslJaasConfig=RAW(a b="c";)&x=y   | kafka:t?saslJaasConfig=********&x=y
                    aws:q?accessKey=a&secretKey=b&region=c     | aws:q?accessKey=********&secretKey=********&region=c
                    http://h/x?access_token=a                  | http://h/x?access_token=********
                    http://h/x?apiKey=a&sessionTokens=b        | http://h/x?apiKey=********&sessionTokens=********
                    http://h/x?db.passwd=a&passphrase=b        | http://h/x?db.passwd=********&passphrase=********
                    http://u:p1@h1,file , http://u:p2@h2/x     | http://u:********@h1,file , http://u:********@h2/x
                    http://a?password=x,y, file                | http://a?password=********, file
                    http://a?password=x,http://b?password=y    | http://a?password=********,http://b?password=********
                    """)
    void passwordsOfUserInfosAndParametersAreMasked(String text, String shown) {
        assertThat(UrlSecrets.masked(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file",
                "jdbc:sqlite:/var/a:b@c/ledger.db",
                "jdbc:postgresql://h:5432,h2:5432/x?user=a@b&ssl=true",
                "http://127.0.0.1:8080/x@y?mail=a@b",
                "http://[::1]:8080/x@y",
                "amqps://user@h:5671",
                "kafka:audit?brokers=h:9092&keySerializer=x",
                "10/1s",
                "/srv/a:b@c",
                ""
            })
    void whatIsNoSecretIsShown(String text) {
        assertThat(UrlSecrets.masked(text)).isEqualTo(text);
    }
}
