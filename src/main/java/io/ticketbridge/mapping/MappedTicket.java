package io.ticketbridge.mapping;

import io.ticketbridge.newsocialcloud.Given;
import io.ticketbridge.newsocialcloud.SupportTicket;
import io.ticketbridge.newsocialcloud.SupportTicket.Sentiment;
import io.ticketbridge.socialboards.CreateTicketRequest;
import io.ticketbridge.socialboards.CreateTicketRequest.Attachment;
import io.ticketbridge.socialboards.CreateTicketRequest.Creator;
import io.ticketbridge.socialboards.CreateTicketRequest.CustomField;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One support ticket seen through one profile: each method is one rule of the mapping. */
record MappedTicket(SupportTicket ticket, Profile profile) {

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("\\p{Cc}+");

    CreateTicketRequest request() {
        return new CreateTicketRequest(
                sent(ticket.assigneeId()
                        .orElse(Given.ofOptional(profile.assigneeId().flatMap(this::rendered)))),
                ticket.attachments().stream().map(MappedTicket::attachment).toList(),
                sent(ticket.categoryId().orElse(Given.ofOptional(profile.categoryId()))),
                cc(),
                creator(),
                customFields(),
                isHtml(),
                ticket.message(),
                ticket.sentiment().or(profile::sentiment).map(Sentiment::label),
                ticket.sourceName().or(() -> profile.sourceName().flatMap(this::rendered)),
                union(profile.tags(), ticket.tags()),
                title());
    }

    /** The subject on one line, without the white space around it. */
    String title() {
        return CONTROL_CHARACTERS.matcher(ticket.subject()).replaceAll(" ").strip();
    }

    List<String> cc() {
        return union(profile.cc(), ticket.cc());
    }

    private boolean isHtml() {
        return profile.allowHtml() && ticket.isHtml().orElse(false);
    }

    private Optional<Creator> creator() {
        SupportTicket.Creator creator = ticket.creator();
        return creator.equals(SupportTicket.Creator.NONE)
                ? Optional.empty()
                : Optional.of(
                        new Creator(creator.name(), creator.email(), sent(creator.image()), sent(creator.phone())));
    }

    private List<CustomField> customFields() {
        SortedMap<Long, String> fields = new TreeMap<>();
        profile.customFields().forEach((id, value) -> rendered(value).ifPresent(text -> fields.put(id, text)));
        fields.putAll(ticket.customFields());
        return fields.entrySet().stream()
                .map(field -> new CustomField(field.getKey(), field.getValue()))
                .toList();
    }

    /** A nameless file goes by the last piece of its path, or by its host. */
    private static Attachment attachment(SupportTicket.Attachment attachment) {
        return new Attachment(attachment.url(), attachment.name().orElseGet(() -> fileName(attachment.url())));
    }

    private static String fileName(String url) {
        URI uri = URI.create(url);
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isBlank() ? uri.getHost() : last;
    }

    private List<String> union(List<Template> ofProfile, List<String> ofTicket) {
        Set<String> union = new LinkedHashSet<>();
        ofProfile.forEach(template -> rendered(template).ifPresent(union::add));
        union.addAll(ofTicket);
        return List.copyOf(union);
    }

    /** A value whose placeholders leave it blank is absent. */
    private Optional<String> rendered(Template template) {
        return Optional.of(template.render(ticket)).filter(text -> !text.isBlank());
    }

    private static <T> Optional<Optional<T>> sent(Given<T> given) {
        return given.isAbsent() ? Optional.empty() : Optional.of(given.value());
    }
}
