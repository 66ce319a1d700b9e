package io.fermata.localstack.junit;

import io.fermata.localstack.postgres.DatabaseCredentials;

/** A fresh database with its four roles; the role names are the database's name and {@code _owner}, {@code _app}, {@code _relay}. */
public record TestDatabase(String name, String url, DatabaseCredentials credentials) {
    public String appUser() {
        return name + "_app";
    }

    public String ownerUser() {
        return name + "_owner";
    }

    public String relayUser() {
        return name + "_relay";
    }
}
