package io.ticketbridge.engine;

import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** Makes the camel-main runtime: the routes of one folder, and our keys alone, resolved once. */
final class CamelParts {

    private CamelParts() {}

    /**
     * @param properties what {@code {{ticketbridge.…}}} stands for; neither the environment nor the system properties
     *     are looked at again, where they would beat {@code --set}
     */
    static Main main(Path routes, Map<String, String> properties, java.time.Duration shutdownTimeout) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withName("ticketbridge")
                .withAutoConfigurationEnvironmentVariablesEnabled(false)
                .withAutoConfigurationSystemPropertiesEnabled(false)
                .withRoutesIncludePattern("file:" + routes.toAbsolutePath() + "/*.camel.yaml")
                .withJmxEnabled(false)
                .withAllowUseOriginalMessage(false)
                .withShutdownTimeout(Math.toIntExact(shutdownTimeout.toSeconds()))
                .withShutdownLogInflightExchangesOnTimeout(false);
        properties.forEach(main::addInitialProperty);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport starting) {
                PropertiesComponent placeholders =
                        (PropertiesComponent) starting.getCamelContext().getPropertiesComponent();
                placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
                placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
            }
        });
        return main;
    }
}
