package io.fermata.starter.tls;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.ObjectUtils;

/**
 * The bundles as one server sees them: what names no versions of TLS takes those of the server, also after its
 * certificate was renewed. Clients that use the same bundle are left alone.
 */
record ServerBundles(SslBundles all, Set<String> versions) implements SslBundles {
    @Override
    public SslBundle getBundle(String name) {
        return limited(all.getBundle(name));
    }

    @Override
    public void addBundleUpdateHandler(String name, Consumer<SslBundle> handler) {
        all.addBundleUpdateHandler(name, bundle -> handler.accept(limited(bundle)));
    }

    @Override
    public void addBundleRegisterHandler(BiConsumer<String, SslBundle> handler) {
        all.addBundleRegisterHandler((name, bundle) -> handler.accept(name, limited(bundle)));
    }

    @Override
    public List<String> getBundleNames() {
        return all.getBundleNames();
    }

    private SslBundle limited(SslBundle bundle) {
        SslOptions options = bundle.getOptions();
        if (!ObjectUtils.isEmpty(options.getEnabledProtocols())) {
            return bundle;
        }
        return SslBundle.of(
                bundle.getStores(),
                bundle.getKey(),
                SslOptions.of(SslOptions.asSet(options.getCiphers()), versions),
                bundle.getProtocol(),
                bundle.getManagers());
    }
}
