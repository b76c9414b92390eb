package io.ticketbridge.intake;

import io.ticketbridge.newsocialcloud.Decoded;
import io.ticketbridge.newsocialcloud.TicketDecoder;
import io.ticketbridge.newsocialcloud.TicketFields;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Step {@code decode-ticket} of {@code direct:ticket}: for doors that are only a route. Thread-safe. */
public final class TicketReader {

    /** Exchange property: the name of the door, as it shows in {@code status}. */
    public static final String DOOR = "ticketbridgeDoor";

    private final TicketDecoder decoder;

    public TicketReader(TicketDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * @throws UnreadableTicketException when the body is neither form nor JSON; the door's route decides what then
     *     becomes of it
     */
    public List<IncomingTicket> read(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Optional<String> contentType = Optional.ofNullable(message.getHeader(Exchange.CONTENT_TYPE, String.class));
        Decoded decoded = decoder.decode(message.getMandatoryBody(byte[].class), contentType, Optional.empty());
        return List.of(new IncomingTicket(
                exchange.getProperty(DOOR, exchange.getFromRouteId(), String.class),
                fields(decoded),
                Optional.empty(),
                Optional.empty(),
                true,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty()));
    }

    private static TicketFields fields(Decoded decoded) throws UnreadableTicketException {
        if (decoded instanceof Decoded.Fields read) {
            return read.fields();
        }
        if (decoded instanceof Decoded.Invalid invalid) {
            throw new UnreadableTicketException(invalid.error().message());
        }
        throw new UnreadableTicketException(
                decoded instanceof Decoded.Unsupported unsupported
                        ? unsupported.why()
                        : ((Decoded.Unreadable) decoded).why());
    }
}
