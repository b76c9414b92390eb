package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.SupportTicket;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.apache.camel.support.CamelContextHelper;

/**
 * {@code transformDataType} from {@code newsocialcloud:support-ticket} to {@code socialboards:create-ticket}: the body,
 * a {@link SupportTicket} or its JSON bytes, becomes the JSON bytes of the request, by the bean {@code mapping} of this
 * moment, whose fingerprint it leaves in an exchange property.
 */
@DataTypeTransformer(
        fromType = SupportTicketToCreateTicket.FROM,
        toType = SupportTicketToCreateTicket.TO,
        description = "Maps a support ticket to a create-ticket request by the profiles of mapping.yaml")
public final class SupportTicketToCreateTicket extends Transformer {

    public static final String FROM = "newsocialcloud:support-ticket";
    public static final String TO = "socialboards:create-ticket";

    /** Exchange property, read: the ticket key, for the correlation field. */
    public static final String TICKET_KEY = "ticketbridgeKey";

    /** Exchange property, written: the fingerprint of the mapping that made the body. */
    public static final String MAPPING_FINGERPRINT = "ticketbridgeMappingFingerprint";

    /** @throws MappingRefusedException with the field and the rule, when the mapping cannot make a request of it */
    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        CurrentMapping current = CamelContextHelper.mandatoryLookup(getCamelContext(), "mapping", CurrentMapping.class);
        Mapping mapping = current.get();
        Exchange exchange = message.getExchange();
        String key = exchange.getProperty(TICKET_KEY, String.class);
        if (key == null && current.correlationFieldId().isPresent()) {
            throw new IllegalStateException("a request without its ticket key could never be found again: the exchange"
                    + " has no property " + TICKET_KEY);
        }
        Mapping.Result result = mapping.map(ticket(message), current.correlationFieldId(), key);
        if (result instanceof Mapping.Result.Refused refused) {
            throw new MappingRefusedException(refused.error());
        }
        message.setBody(((Mapping.Result.Mapped) result).request().toJson());
        exchange.setProperty(MAPPING_FINGERPRINT, mapping.fingerprint());
    }

    private static SupportTicket ticket(Message message) throws Exception {
        return message.getBody() instanceof SupportTicket ticket
                ? ticket
                : SupportTicket.fromJson(message.getMandatoryBody(byte[].class));
    }
}
