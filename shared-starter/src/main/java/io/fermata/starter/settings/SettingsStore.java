package io.fermata.starter.settings;

import java.time.Instant;

/** Where the choices of the current tenant are. */
interface SettingsStore {
    TenantSettings find();

    /** Keeps them, unless it has heard of them at a later time, and does the rest when that is committed. */
    void remember(TenantSettings settings, Instant told, Runnable then);
}
