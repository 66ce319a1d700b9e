package io.fermata.build;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The class loader that javac makes for its plugins, with the classes of the one before: as it is, each of thirty
 * compilations in Maven's JVM loads and warms up Error Prone and NullAway from nothing. javac finds it by
 * {@code -XDprocloader} on the boot class path, where ./fermata test puts it, and does as ever where it is not.
 */
public final class KeptPlugins extends URLClassLoader {
    private static final Map<String, ClassLoader> KEPT = new ConcurrentHashMap<>();

    /** Called by javac, with the places of its plugins. */
    public KeptPlugins(URL[] places, ClassLoader parent) {
        super(new URL[0], KEPT.computeIfAbsent(Arrays.toString(places), _ -> new URLClassLoader(places, parent)));
    }
}
