package io.fermata.identity.authorization;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;

/** A public application made of a library that knows nothing of this service but its metadata. */
final class Relying {
    static final URI BACK = URI.create("http://127.0.0.1:45678/callback");

    private final int port;
    private final OIDCProviderMetadata metadata;
    private final ClientID client;

    Relying(int port, String client) {
        this.port = port;
        this.client = new ClientID(client);
        try {
            this.metadata = OIDCProviderMetadata.parse(new Api(port)
                    .send("GET", "/.well-known/openid-configuration", "")
                    .text());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    record Asked(AuthenticationRequest request, CodeVerifier verifier) {}

    Asked ask(String... scopes) {
        CodeVerifier verifier = new CodeVerifier();
        AuthenticationRequest request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope(scopes), client, BACK)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State())
                .nonce(new Nonce())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build();
        return new Asked(request, verifier);
    }

    /** The whole way: the request, the sign-in, the consent, and the code in the end. */
    AuthorizationCode code(Asked asked, Browser browser, People.Person person) {
        HttpResponse<String> page =
                browser.follow(browser.open(asked.request().toURI().toString()));
        if (page.body().contains("name=\"password\"")) {
            page = browser.follow(browser.signIn(page, person, People.PASSWORD));
        }
        if (page.statusCode() == 200 && page.body().contains("wants to act for you")) {
            page = browser.follow(browser.submit(page, "/oauth2/authorize", Map.of()));
        }
        return code(asked, Browser.location(page));
    }

    AuthorizationCode code(Asked asked, String location) {
        try {
            AuthorizationResponse response = AuthorizationResponse.parse(URI.create(location));
            if (!asked.request().getState().equals(response.getState())) {
                throw new IllegalStateException("the answer is to another question: " + location);
            }
            return response.toSuccessResponse().getAuthorizationCode();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    OIDCTokens signIn(Browser browser, People.Person person, String... scopes) {
        Asked asked = ask(scopes);
        return tokens(redeem(asked, code(asked, browser, person)));
    }

    TokenResponse redeem(Asked asked, AuthorizationCode code) {
        return token(new AuthorizationCodeGrant(code, BACK, asked.verifier()));
    }

    TokenResponse redeem(AuthorizationCode code, CodeVerifier verifier) {
        return token(new AuthorizationCodeGrant(code, BACK, verifier));
    }

    TokenResponse refresh(RefreshToken token) {
        return token(new RefreshTokenGrant(token));
    }

    /** A refresh that asks for less than was granted. */
    TokenResponse refresh(RefreshToken token, String... scopes) {
        return token(new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, new RefreshTokenGrant(token))
                .scope(new Scope(scopes))
                .build());
    }

    DeviceAuthorizationSuccessResponse startDevice(String... scopes) {
        var request =
                new DeviceAuthorizationRequest(metadata.getDeviceAuthorizationEndpointURI(), client, new Scope(scopes));
        try {
            return DeviceAuthorizationResponse.parse(send(request.toHTTPRequest()))
                    .toSuccessResponse();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    TokenResponse poll(DeviceCode code) {
        return token(new DeviceCodeGrant(code));
    }

    int revoke(Token token) {
        return send(new TokenRevocationRequest(metadata.getRevocationEndpointURI(), client, token).toHTTPRequest())
                .getStatusCode();
    }

    HTTPResponse userInfo(AccessToken token) {
        return send(new UserInfoRequest(metadata.getUserInfoEndpointURI(), token).toHTTPRequest());
    }

    /** Where the application sends the browser to sign the person out. */
    String signOut(JWT idToken, URI back) {
        return new LogoutRequest(metadata.getEndSessionEndpointURI(), idToken, back, new State("left"))
                .toURI()
                .toString();
    }

    String signOut(JWT idToken) {
        return new LogoutRequest(metadata.getEndSessionEndpointURI(), idToken)
                .toURI()
                .toString();
    }

    TokenResponse token(AuthorizationGrant grant) {
        return token(new TokenRequest.Builder(metadata.getTokenEndpointURI(), client, grant).build());
    }

    private TokenResponse token(TokenRequest request) {
        try {
            return OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static OIDCTokens tokens(TokenResponse response) {
        if (!response.indicatesSuccess()) {
            throw new IllegalStateException(
                    response.toErrorResponse().getErrorObject().toString());
        }
        return ((OIDCTokenResponse) response.toSuccessResponse()).getOIDCTokens();
    }

    static String error(TokenResponse response) {
        return response.toErrorResponse().getErrorObject().getCode();
    }

    ClientID client() {
        return client;
    }

    OIDCProviderMetadata metadata() {
        return metadata;
    }

    private HTTPResponse send(HTTPRequest request) {
        try {
            HTTPRequest here = new HTTPRequest(
                    request.getMethod(),
                    URI.create(
                            request.getURI().toString().replace("http://127.0.0.1:8081", "http://127.0.0.1:" + port)));
            request.getHeaderMap().forEach((name, values) -> here.setHeader(name, values.toArray(String[]::new)));
            here.setBody(request.getBody());
            return here.send();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
