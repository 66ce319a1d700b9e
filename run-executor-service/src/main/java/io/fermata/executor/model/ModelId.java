package io.fermata.executor.model;

/** A model as agents name it: {@code provider/model}, where the model's own name may contain further slashes. */
public record ModelId(String provider, String name) {

    public static ModelId parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("a model is named provider/model: " + text);
        }
        return new ModelId(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return provider + "/" + name;
    }
}
