package io.fermata.identity.permission;

import io.fermata.starter.security.RequiresPermission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Whoever holds a token may call the operation: it is about themselves. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@RequiresPermission({
    "agents:read",
    "agents:write",
    "runs:create",
    "runs:read",
    "runs:cancel",
    "approvals:read",
    "approvals:decide",
    "tools:read",
    "tools:write",
    "tools:invoke",
    "knowledge:read",
    "knowledge:write",
    "policies:read",
    "policies:write",
    "billing:read",
    "keys:read",
    "keys:write",
    "users:read",
    "users:write",
    "audit:read",
    "platform:admin"
})
public @interface AnyPermission {}
