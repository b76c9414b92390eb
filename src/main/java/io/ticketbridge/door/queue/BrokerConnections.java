package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.ConfigurationException;
import io.ticketbridge.configuration.Key;
import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultDeserializationPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the connection factory for a broker URL. None of them ever deserialises a Java object. */
final class BrokerConnections {

    static final String EMBEDDED = "embedded";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnections.class);
    private static final String EVERYTHING = "*";

    private BrokerConnections() {}

    static boolean isEmbedded(Settings settings) {
        return settings.get(Keys.QUEUE_BROKER_URL).equals(EMBEDDED);
    }

    /** @throws ConfigurationException naming the key whose value cannot be used */
    static ConnectionFactory remote(Settings settings) {
        String url = settings.get(Keys.QUEUE_BROKER_URL);
        Optional<String> user = settings.find(Keys.QUEUE_USER);
        Optional<String> password = settings.find(Keys.QUEUE_PASSWORD_FILE).map(BrokerConnections::read);
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && "tcp".equals(uri.getScheme())) {
                return artemis(url, user, password);
            }
            if (uri.getHost() != null && ("amqp".equals(uri.getScheme()) || "amqps".equals(uri.getScheme()))) {
                return amqp(url, user, password);
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("The broker URL cannot be used", e);
        }
        throw unusable(
                Keys.QUEUE_BROKER_URL, "must be embedded, tcp://host:port, amqp://host:port or amqps://host:port");
    }

    static ConnectionFactory artemis(String url, Optional<String> user, Optional<String> password) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
        factory.setDeserializationDenyList(EVERYTHING);
        user.ifPresent(factory::setUser);
        password.ifPresent(factory::setPassword);
        return factory;
    }

    private static ConnectionFactory amqp(String url, Optional<String> user, Optional<String> password) {
        JmsDefaultDeserializationPolicy nothing = new JmsDefaultDeserializationPolicy();
        nothing.setDenyList(EVERYTHING);
        JmsConnectionFactory factory = new JmsConnectionFactory(url);
        factory.setDeserializationPolicy(nothing);
        // AMQP clients may use names that are no Java identifier; a dead letter keeps them.
        factory.setValidatePropertyNames(false);
        user.ifPresent(factory::setUsername);
        password.ifPresent(factory::setPassword);
        return factory;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw unusable(Keys.QUEUE_PASSWORD_FILE, "names a file that cannot be read");
        }
    }

    private static ConfigurationException unusable(Key<?> key, String why) {
        return new ConfigurationException(key.fullName() + " " + why + ".");
    }
}
