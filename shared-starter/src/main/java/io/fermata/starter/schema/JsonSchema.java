package io.fermata.starter.schema;

import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A compiled schema. Immutable, to be shared between threads. */
public final class JsonSchema {
    private static final Logger LOG = LoggerFactory.getLogger(JsonSchema.class);
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/";
    /** References are resolved against it; without one the library trips over {@code $dynamicRef}. */
    private static final SchemaLocation BASE = SchemaLocation.of("https://schema.invalid/");

    private static final int MOST_FAULTS = 20;
    private static final JsonSchema META = new JsonSchema(registry().getSchema(SchemaLocation.of(DIALECT + "schema")));

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    public static JsonSchema compile(JsonNode document) throws InvalidSchemaException {
        List<SchemaFault> faults = META.check(document);
        if (!faults.isEmpty()) {
            throw new InvalidSchemaException(faults);
        }
        try {
            // A registry of its own: a shared one caches by $id, and one tenant's $id could replace another's schema.
            Schema schema = registry().getSchema(BASE, document);
            schema.initializeValidators();
            schema.validate(JsonNodeFactory.instance.objectNode());
            return new JsonSchema(schema);
        } catch (SchemaException e) {
            throw new InvalidSchemaException(
                    "a reference cannot be followed; only references inside the schema are", e);
        } catch (PatternSyntaxException e) {
            throw new InvalidSchemaException("a pattern is not an RE2 regular expression", e);
        } catch (StackOverflowError e) {
            throw new InvalidSchemaException("the schema refers to itself without end", e);
        } catch (RuntimeException e) {
            LOG.warn("The JSON Schema library broke on a schema", e);
            throw new InvalidSchemaException("the schema cannot be applied", e);
        }
    }

    /** Gives nothing when the value is valid. A value that the schema cannot judge is not. */
    public List<SchemaFault> check(JsonNode value) {
        try {
            return faults(value);
        } catch (StackOverflowError _) {
            return List.of(new SchemaFault("", "the schema refers to itself without end, or the value is too deep"));
        } catch (RuntimeException e) {
            LOG.warn("The JSON Schema library broke on a value", e);
            return List.of(new SchemaFault("", "the schema cannot judge this value"));
        }
    }

    private List<SchemaFault> faults(JsonNode value) {
        return schema.validate(value).stream()
                .limit(MOST_FAULTS)
                .map(JsonSchema::fault)
                .distinct()
                .toList();
    }

    private static SchemaFault fault(Error error) {
        String location = error.getInstanceLocation().toString();
        String property = error.getProperty();
        boolean missing = property != null && "required".equals(error.getKeyword());
        return new SchemaFault(
                missing ? location + "/" + property.replace("~", "~0").replace("/", "~1") : location,
                error.getMessage());
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaLoader(
                                loader -> loader.allow(iri -> iri.toString().startsWith(DIALECT)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .regularExpressionFactory(Re2Patterns::compile)
                                .formatAssertionsEnabled(true)
                                .locale(Locale.ENGLISH)
                                .build()));
    }
}
