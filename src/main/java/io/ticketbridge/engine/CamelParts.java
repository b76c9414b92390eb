package io.ticketbridge.engine;

import io.ticketbridge.mapping.SupportTicketToCreateTicket;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.TransformerBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Makes the camel-main runtime: the routes of one folder, and our keys alone, resolved once. */
final class CamelParts {

    /** Longer than the deadline of an exchange by default; what is not done by then is persisted as it stands. */
    private static final int SHUTDOWN_SECONDS = 45;

    private CamelParts() {}

    /**
     * @param properties what {@code {{ticketbridge.…}}} stands for; neither the environment nor the system properties
     *     are looked at again, where they would beat {@code --set}
     */
    static Main main(Path routes, Map<String, String> properties) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withName("ticketbridge")
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationSystemPropertiesEnabled(false)
                .withRoutesIncludePattern("file:" + routes.toAbsolutePath() + "/*.camel.yaml")
                .withJmxEnabled(false)
                .withAllowUseOriginalMessage(false)
                .withShutdownTimeout(SHUTDOWN_SECONDS)
                .withShutdownLogInflightExchangesOnTimeout(false);
        properties.forEach(main::addInitialProperty);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                PropertiesComponent placeholders =
                        (PropertiesComponent) starting.getCamelContext().getPropertiesComponent();
                placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
                placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
                new TransformerBuilder()
                        .fromType(SupportTicketToCreateTicket.FROM)
                        .toType(SupportTicketToCreateTicket.TO)
                        .withJava(SupportTicketToCreateTicket.class)
                        .configure(starting.getCamelContext());
            }
        });
        return main;
    }
}
