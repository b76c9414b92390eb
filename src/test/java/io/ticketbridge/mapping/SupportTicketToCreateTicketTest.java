package io.ticketbridge.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticketbridge.newsocialcloud.SupportTicket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupportTicketToCreateTicketTest {

    private static final SupportTicket TICKET = SupportTicket.of("42", "Ny bil", "Blåbær 😀");

    @TempDir
    Path folder;

    private CamelContext camel;
    private CurrentMapping mapping;

    @BeforeEach
    void startRoute() throws Exception {
        Path file = Files.writeString(folder.resolve("mapping.yaml"), "applications: {'42': {}}");
        mapping = new CurrentMapping(file, OptionalLong.of(9));
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("mapping", mapping);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                transformer().scan(SupportTicketToCreateTicket.class.getPackageName());
                from("direct:map")
                        .transformDataType(
                                new DataType(SupportTicketToCreateTicket.FROM),
                                new DataType(SupportTicketToCreateTicket.TO));
            }
        });
        camel.start();
    }

    @AfterEach
    void stopRoute() {
        camel.stop();
    }

    @Test
    void turnsATicketOrItsJsonIntoTheRequestsBytes() {
        for (Object body : new Object[] {TICKET, TICKET.toJson()}) {
            Exchange mapped = map(body);

            assertThat(mapped.getException()).isNull();
            assertThat(mapped.getMessage().getBody(byte[].class))
                    .isEqualTo(("{\"customFields\":[{\"id\":9,\"value\":\"key-1\"}],\"isHtml\":false,"
                                    + "\"message\":\"Blåbær 😀\",\"title\":\"Ny bil\"}")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(mapped.getProperty("ticketbridgeMappingFingerprint"))
                    .isEqualTo(mapping.get().fingerprint());
        }
    }

    @Test
    void throwsTheFieldErrorOfATicketItRefuses() {
        Exchange refused = map(SupportTicket.of("7", "s", "m"));

        assertThat(refused.getException()).isInstanceOfSatisfying(MappingRefusedException.class, it -> assertThat(
                        it.error().type())
                .isEqualTo("PermissionDenied"));
    }

    private Exchange map(Object body) {
        return camel.createProducerTemplate().send("direct:map", exchange -> {
            exchange.setProperty("ticketbridgeKey", "key-1");
            exchange.getMessage().setBody(body);
        });
    }
}
