package io.ticketbridge.socialboards;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The documented model of {@code POST /tickets}, with exactly the documented names.
 *
 * <p>Absent stays absent in the JSON. Where the model knows null as a value of its own, the outer Optional says whether
 * the field is sent at all, the inner one whether it has a value or is null.
 *
 * @param isHtml always sent, because the upstream's default is true
 * @param sentiment one of the documented words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CreateTicketRequest(
        Optional<Optional<String>> assigneeId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Attachment> attachments,
        Optional<Optional<Long>> categoryId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cc,
        Optional<Creator> creator,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CustomField> customFields,
        @JsonProperty("isHtml") boolean isHtml,
        String message,
        Optional<String> sentiment,
        Optional<String> sourceName,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
        String title) {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                    .build())
            .addModule(new Jdk8Module())
            .build();

    /** A file for the upstream to fetch. */
    public record Attachment(String url, String name) {}

    /** Who asks. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Creator(
            Optional<String> name,
            Optional<String> email,
            Optional<Optional<String>> image,
            Optional<Optional<String>> phoneNumber) {}

    /** A custom field's id and value. */
    public record CustomField(long id, String value) {}

    public CreateTicketRequest {
        attachments = List.copyOf(attachments);
        cc = List.copyOf(cc);
        customFields = List.copyOf(customFields);
        tags = List.copyOf(tags);
    }

    /** This request with this custom field, in place of one of the same id. */
    public CreateTicketRequest withCustomField(long id, String value) {
        List<CustomField> fields = new ArrayList<>(customFields);
        fields.removeIf(field -> field.id() == id);
        fields.add(new CustomField(id, value));
        return new CreateTicketRequest(
                assigneeId,
                attachments,
                categoryId,
                cc,
                creator,
                fields,
                isHtml,
                message,
                sentiment,
                sourceName,
                tags,
                title);
    }

    /** UTF-8 JSON with exactly the documented names; absent fields absent. The same request gives the same bytes. */
    public byte[] toJson() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a create-ticket request must be writable", e);
        }
    }

    /** Safe to log: holds nothing of what was written, nor by whom. */
    @Override
    public String toString() {
        return "CreateTicketRequest[]";
    }
}
