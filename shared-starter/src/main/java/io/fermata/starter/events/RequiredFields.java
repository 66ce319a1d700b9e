package io.fermata.starter.events;

import io.fermata.starter.events.UnreadableEventException.Reason;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds a record that was read to its own declaration: what is not {@code @Nullable} is there. */
final class RequiredFields {
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return type.isRecord()
                    ? Arrays.stream(type.getRecordComponents())
                            .filter(RequiredFields::matters)
                            .toList()
                    : List.of();
        }
    };

    private RequiredFields() {}

    static <T> T check(@Nullable T data) {
        if (data == null) {
            throw new UnreadableEventException(Reason.BAD_DATA, "the value is null");
        }
        for (RecordComponent component : COMPONENTS.get(data.getClass())) {
            check(data, component);
        }
        return data;
    }

    private static void check(Object data, RecordComponent component) {
        Object value = valueOf(data, component);
        if (value != null) {
            check(value);
        } else if (!isNullable(component)) {
            throw new UnreadableEventException(Reason.BAD_DATA, "the field " + component.getName() + " is missing");
        }
    }

    private static boolean matters(RecordComponent component) {
        return component.getType().isRecord() || (!component.getType().isPrimitive() && !isNullable(component));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object valueOf(Object data, RecordComponent component) {
        try {
            return component.getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
