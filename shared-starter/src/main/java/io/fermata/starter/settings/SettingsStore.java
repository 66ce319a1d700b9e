package io.fermata.starter.settings;

/** Where the choices of the current tenant are. */
interface SettingsStore {
    TenantSettings find();

    /** Does the rest when it is committed. */
    void remember(TenantSettings settings, Runnable then);
}
