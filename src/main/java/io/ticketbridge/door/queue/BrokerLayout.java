package io.ticketbridge.door.queue;

import io.ticketbridge.configuration.Keys;
import io.ticketbridge.configuration.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** What the embedded broker is made of: folder, acceptors, queues, and what becomes of a message nobody could take. */
record BrokerLayout(Path folder, QueueNames names, String portText, LargestMessage largest) {

    static final String TCP_ACCEPTOR = "tcp";

    private static final int MIB = 1024 * 1024;
    private static final long FREE_DISK_FLOOR = 64L * MIB;
    private static final long REDELIVERY_DELAY_MS = 1_000;
    private static final long MAX_REDELIVERY_DELAY_MS = 60_000;

    static BrokerLayout of(Settings settings) {
        return new BrokerLayout(
                settings.get(Keys.DATA_DIR).resolve("broker").toAbsolutePath(),
                QueueNames.of(settings),
                settings.get(Keys.QUEUE_PORT),
                LargestMessage.forTicketsOf(settings.get(Keys.HTTP_MAX_BODY)));
    }

    /** The configured port; 0 = any free one, empty = none. */
    OptionalInt port() {
        return portText.equals("off") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(portText));
    }

    Configuration configuration(int serverId, OptionalInt tcpPort) {
        Configuration configuration = new ConfigurationImpl()
                .setName("ticketbridge")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalFileSize(4 * MIB)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setGlobalMaxSize(32L * MIB)
                .setMaxDiskUsage(-1)
                .setMinDiskFree(FREE_DISK_FLOOR)
                .addAcceptorConfiguration(inVm(serverId))
                .addAddressConfiguration(anycast(names.tickets()))
                .addAddressConfiguration(anycast(names.deadLetters()))
                .addAddressSetting("#", everywhere())
                .addAddressSetting(names.tickets(), tickets());
        tcpPort.ifPresent(port -> configuration.addAcceptorConfiguration(tcp(port)));
        return configuration;
    }

    private static TransportConfiguration inVm(int serverId) {
        return new TransportConfiguration(
                InVMAcceptorFactory.class.getName(), Map.of("serverId", Integer.toString(serverId)), "in-vm");
    }

    private static TransportConfiguration tcp(int port) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("host", "127.0.0.1");
        parameters.put("port", Integer.toString(port));
        parameters.put("protocols", "CORE,AMQP");
        parameters.put("useEpoll", "false");
        return new TransportConfiguration(NettyAcceptorFactory.class.getName(), parameters, TCP_ACCEPTOR);
    }

    private static CoreAddressConfiguration anycast(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)
                        .setAutoDelete(false));
    }

    /** A full memory goes to disk; no number of failed deliveries drops a message. */
    private static AddressSettings everywhere() {
        return new AddressSettings()
                .setMaxDeliveryAttempts(-1)
                .setRedeliveryDelay(REDELIVERY_DELAY_MS)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(MAX_REDELIVERY_DELAY_MS)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(16L * MIB)
                .setPageSizeBytes(MIB)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
    }

    /** A ticket that outlived its sender's time to live is kept where a person looks, not dropped. */
    private AddressSettings tickets() {
        SimpleString deadLetters = SimpleString.of(names.deadLetters());
        return everywhere()
                .setDeadLetterAddress(deadLetters)
                .setExpiryAddress(deadLetters)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }
}
