package io.ticketbridge.bench.micro;

import io.ticketbridge.bench.load.TicketTexts;
import io.ticketbridge.mapping.CurrentMapping;
import io.ticketbridge.mapping.SupportTicketToCreateTicket;
import io.ticketbridge.newsocialcloud.SupportTicket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.DataType;
import org.apache.camel.support.DefaultExchange;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A support ticket, as the ledger keeps it, to the bytes of a create-ticket request, with the shipped mapping. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformerBenchmark {

    private final SupportTicketToCreateTicket transformer = new SupportTicketToCreateTicket();
    private final DataType from = new DataType(SupportTicketToCreateTicket.FROM);
    private final DataType to = new DataType(SupportTicketToCreateTicket.TO);
    private DefaultCamelContext camel;
    private Exchange exchange;
    private byte[] ticket;

    @Setup
    public void start() {
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("mapping", new CurrentMapping(Path.of("config/mapping.yaml"), OptionalLong.empty()));
        camel.start();
        transformer.setCamelContext(camel);
        exchange = new DefaultExchange(camel);
        ticket = TicketTexts.json(1).getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public Object transform() throws Exception {
        Message message = exchange.getMessage();
        message.setBody(SupportTicket.fromJson(ticket));
        transformer.transform(message, from, to);
        return message.getBody();
    }

    @TearDown
    public void stop() {
        camel.stop();
    }
}
