import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Sends one ticket through the queue door. Argument: the broker's URL, as the ready line shows it. */
public final class SendTicket {

    private SendTicket() {}

    public static void main(String[] arguments) throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(arguments[0]);
                Connection connection = factory.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue("tickets"))) {
            TextMessage message = session.createTextMessage(
                    "{\"application_id\":\"42\",\"subject\":\"Lader ikke\",\"message\":\"Bilen lader ikke over 12 %.\"}");
            message.setStringProperty("idempotency_key", "L-7");
            producer.send(message);
        }
        System.out.println("sent; ./ticketbridge explain L-7 says what becomes of it");
    }
}
