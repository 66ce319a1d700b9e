package io.fermata.identity.testing;

import java.util.concurrent.atomic.AtomicInteger;

/** Puts people with passwords into a tenant, the way administrators do. */
public record People(Api api) {
    public static final String PASSWORD = "correct horse battery";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    public record Person(String tenant, String id, String email) {}

    public Person withPassword(String tenant, String role) {
        String admin = Actors.admin(tenant);
        String email = "person" + PEOPLE.incrementAndGet() + "@example.com";
        String id = api.post(
                        admin,
                        "/api/v1/users",
                        "{\"email\":\"" + email + "\",\"name\":\"Pat\",\"roles\":[\"" + role + "\"]}")
                .string("/id");
        String token =
                api.post(admin, "/api/v1/users/" + id + "/invitation", "").string("/token");
        api.send(
                "POST",
                "/oauth2/invitations/accept",
                "{\"token\":\"" + token + "\",\"password\":\"" + PASSWORD + "\"}",
                "Content-Type",
                "application/json");
        return new Person(tenant, id, email);
    }
}
