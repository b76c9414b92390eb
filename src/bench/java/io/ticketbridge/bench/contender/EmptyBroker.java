package io.ticketbridge.bench.contender;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.LifecycleStrategySupport;

/** A broker with the settings of Ticketbridge's own: the same journal, the same acceptors, two queues. */
final class EmptyBroker {

    private static final int MIB = 1024 * 1024;

    private EmptyBroker() {}

    /** Starts it before the routes, and binds {@code connections} to it. It stops with Camel. */
    static void bind(Main main, Path folder, int port) {
        ActiveMQServer broker = new ActiveMQServerImpl(configuration(folder, port));
        main.bind("connections", new ActiveMQConnectionFactory("vm://0"));
        main.addProperty("camel.component.jms.connection-factory", "#bean:connections");
        main.bind("brokerLife", new LifecycleStrategySupport() {
            @Override
            public void onContextStarting(CamelContext starting) {
                try {
                    broker.start();
                } catch (Exception e) {
                    Announcement.failed(e);
                }
            }

            @Override
            public void onContextStopped(CamelContext stopped) {
                try {
                    broker.stop();
                } catch (Exception e) {
                    Announcement.failed(e);
                }
            }
        });
    }

    private static Configuration configuration(Path folder, int port) {
        Map<String, Object> tcp = new HashMap<>();
        tcp.put("host", "127.0.0.1");
        tcp.put("port", Integer.toString(port));
        tcp.put("protocols", "CORE,AMQP");
        tcp.put("useEpoll", "false");
        return new ConfigurationImpl()
                .setName("empty")
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(4 * MIB)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setGlobalMaxSize(32L * MIB)
                .setMaxDiskUsage(-1)
                .addAcceptorConfiguration(new TransportConfiguration(
                        InVMAcceptorFactory.class.getName(), Map.of("serverId", "0"), "in-vm"))
                .addAcceptorConfiguration(new TransportConfiguration(NettyAcceptorFactory.class.getName(), tcp, "tcp"))
                .addAddressConfiguration(queue("tickets"))
                .addAddressConfiguration(queue("tickets.DLQ"));
    }

    private static CoreAddressConfiguration queue(String name) {
        return new CoreAddressConfiguration()
                .setName(name)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(name)
                        .setAddress(name)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)
                        .setAutoDelete(false));
    }
}
