using System.Text.Json;
using AgentEmulator.Cloud.Storage;
using AgentEmulator.Json;

namespace AgentEmulator.Cloud.Api;

/// <summary>Login, tokens, the account and its login keys.</summary>
internal sealed class AccountEndpoints(ApiServices services, Credentials credentials)
{
    private static readonly (string, string) PasswordHeader = ("X-Electricimp-Password", "The account's password");

    private CloudAccount Account => services.Account;

    public IEnumerable<Endpoint> All() =>
    [
        new("POST", "/v5/auth", "login", "Log in with name or e-mail and password", EndpointAuth.Nobody, EndpointGuard.Api,
            EndpointBody.Required, "Login",
            [new(200, "Logged in", "Tokens"), new(401, "Name or password is wrong", "Errors")], Login),
        new("POST", "/v5/auth/token", "refresh", "Get an access token for a refresh token or a login key", EndpointAuth.Nobody, EndpointGuard.Api,
            EndpointBody.Required, "TokenRefresh",
            [new(200, "A new access token", "AccessToken"), new(401, "The refresh token or login key is not valid", "Errors")], Refresh),
        Get("/v5/accounts", "listAccounts", "List the accounts that this one may see: itself", "ResourceList", List),
        Get("/v5/accounts/{id}", "getAccount", "Get an account; \"me\" is one's own", "Resource", request => ResourceWriter.Found(request, Known(request), Write)) with
        {
            Answers = [new(200, "The account", "Resource"), new(404, "There is no such account", "Errors")],
        },
        Get("/v5/accounts/me/refresh_tokens", "listRefreshTokens", "List the refresh tokens in use", "ResourceList",
            request => ListCredentials(request, CredentialKind.RefreshToken)),
        new("DELETE", "/v5/accounts/me/refresh_tokens/{id}", "deleteRefreshToken", "Make a refresh token unusable", EndpointAuth.AccessToken,
            EndpointGuard.Api, EndpointBody.None, null,
            [new(204, "Deleted", null), new(404, "There is no such refresh token", "Errors")], DeleteRefreshToken),
        Get("/v5/accounts/me/login_keys", "listLoginKeys", "List the login keys", "ResourceList",
            request => ListCredentials(request, CredentialKind.LoginKey)),
        new("POST", "/v5/accounts/me/login_keys", "createLoginKey", "Make a login key", EndpointAuth.AccessToken, EndpointGuard.Api,
            EndpointBody.Required, "ResourceDocument",
            [new(201, "Made", "Resource"), new(403, "The password is wrong or missing", "Errors")], CreateLoginKey) { Headers = [PasswordHeader] },
        Get("/v5/accounts/me/login_keys/{id}", "getLoginKey", "Get a login key", "Resource",
            request => ResourceWriter.Found(request, LoginKey(request), Write)) with
        {
            Answers = [new(200, "The login key", "Resource"), new(404, "There is no such login key", "Errors")],
        },
        new("PATCH", "/v5/accounts/me/login_keys/{id}", "updateLoginKey", "Describe a login key", EndpointAuth.AccessToken, EndpointGuard.Api,
            EndpointBody.Required, "ResourceDocument",
            [new(200, "Changed", "Resource"), new(403, "The password is wrong or missing", "Errors"), new(404, "There is no such login key", "Errors")],
            UpdateLoginKey) { Headers = [PasswordHeader] },
        new("DELETE", "/v5/accounts/me/login_keys/{id}", "deleteLoginKey", "Delete a login key", EndpointAuth.AccessToken, EndpointGuard.Api,
            EndpointBody.None, null,
            [new(204, "Deleted", null), new(403, "The password is wrong or missing", "Errors"), new(404, "There is no such login key", "Errors")],
            DeleteLoginKey) { Headers = [PasswordHeader] },
    ];

    private static Endpoint Get(string path, string id, string summary, string schema, Func<ApiRequest, ApiResult> handle) => new(
        "GET", path, id, summary, EndpointAuth.AccessToken, EndpointGuard.Api, EndpointBody.None, null,
        schema == "ResourceList"
            ? [new(200, "One page", schema), new(400, "A query parameter is wrong", "Errors")]
            : [new(200, "Found", schema)],
        handle)
    {
        Query = schema == "ResourceList" ? Queries.Paging : [],
    };

    private ApiResult Login(ApiRequest request)
    {
        var reader = new ObjectReader(request.Body);
        if (request.Body.TryGetProperty("login_token", out _))
            throw ApiRefusalException.Invalid("the emulated account has no two-factor authentication: log in with id and password");
        var name = reader.Text("id", 256);
        var password = reader.Text("password", 1024);
        if (reader.Error is { } error)
            throw ApiRefusalException.Invalid(error);
        var isName = ImpCloud.AreEqual(name, Account.Username) | ImpCloud.AreEqual(name, Account.Email);
        if (!(credentials.IsPassword(password) & isName))
            throw new ApiRefusalException(401, "Unauthorized", "name or password is wrong");
        var refresh = credentials.Give(CredentialKind.RefreshToken, null);
        var access = credentials.Give(CredentialKind.AccessToken, request.Address);
        return ApiResult.Json(200, writer =>
        {
            Write(writer, access);
            writer.WriteString("refresh_token", refresh.Token);
        });
    }

    private ApiResult Refresh(ApiRequest request)
    {
        var hasKey = request.Body.TryGetProperty("key", out _);
        var reader = new ObjectReader(request.Body);
        var given = reader.Text(hasKey ? "key" : "token", 256);
        if (reader.Error is { } error)
            throw ApiRefusalException.Invalid(error);
        if (credentials.Find(hasKey ? CredentialKind.LoginKey : CredentialKind.RefreshToken, given, request.Address) is not { } known)
            throw new ApiRefusalException(401, "Unauthorized", hasKey ? "the login key is not valid" : "the refresh token is not valid");
        credentials.Put(known with { Usages = known.Usages + 1 });
        var access = credentials.Give(CredentialKind.AccessToken, request.Address);
        return ApiResult.Json(200, writer => Write(writer, access));
    }

    private void Write(Utf8JsonWriter writer, GivenToken token)
    {
        writer.WriteString("access_token", token.Token);
        writer.WriteNumber("expires_in", (long)Account.AccessTokenLifetime.TotalSeconds);
        writer.Time("expires_at", token.Record.ExpiresAt);
    }

    private ApiResult List(ApiRequest request) =>
        ResourceWriter.Many(request, Page.Read(request), [Account], (w, account) => Write(w, request, account));

    private CloudAccount Known(ApiRequest request) =>
        request.Id == "me" || request.Id == Account.Id ? Account : throw ApiRefusalException.NotFound("account", request.Id);

    private static void Write(Utf8JsonWriter writer, ApiRequest request, CloudAccount account)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "account");
        writer.WriteString("id", account.Id);
        writer.WriteStartObject("attributes");
        writer.WriteString("username", account.Username);
        writer.WriteString("email", account.Email);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.WriteEndObject();
        writer.Self(request, "/v5/accounts/" + account.Id);
        writer.WriteEndObject();
    }

    private ApiResult ListCredentials(ApiRequest request, CredentialKind kind) =>
        ResourceWriter.Many(request, Page.Read(request), credentials.All(kind), (w, key) => Write(w, request, key));

    private ApiResult DeleteRefreshToken(ApiRequest request)
    {
        credentials.Remove(credentials.All(CredentialKind.RefreshToken).FirstOrDefault(token => token.PublicId == request.Id)
            ?? throw ApiRefusalException.NotFound("refresh token", request.Id));
        return ApiResult.NoContent;
    }

    private ApiResult CreateLoginKey(ApiRequest request)
    {
        RequirePassword(request);
        var body = ResourceBody.Read(request, "login_key", "description");
        var key = credentials.Give(CredentialKind.LoginKey, null, body.Text("description", 255) ?? "");
        return ResourceWriter.One(201, w => Write(w, request, key.Record, key.Token));
    }

    private ApiResult UpdateLoginKey(ApiRequest request)
    {
        RequirePassword(request);
        var key = LoginKey(request);
        var body = ResourceBody.Read(request, "login_key", "description");
        key = key with { Description = body.Text("description", 255) ?? key.Description };
        credentials.Put(key);
        return ResourceWriter.One(200, w => Write(w, request, key));
    }

    private ApiResult DeleteLoginKey(ApiRequest request)
    {
        RequirePassword(request);
        credentials.Remove(LoginKey(request));
        return ApiResult.NoContent;
    }

    private CredentialRecord LoginKey(ApiRequest request) =>
        credentials.Find(CredentialKind.LoginKey, request.Id, null)
        ?? credentials.All(CredentialKind.LoginKey).FirstOrDefault(key => key.PublicId == request.Id)
        ?? throw ApiRefusalException.NotFound("login key", "of that id");

    private void RequirePassword(ApiRequest request)
    {
        if (!credentials.IsPassword(request.Header("X-Electricimp-Password")))
            throw new ApiRefusalException(403, "Permissions Error", "send the account's password in X-Electricimp-Password");
    }

    /// <summary>A login key is shown in full when it is made and when it is asked for by itself; lists show an id that lets nobody in.</summary>
    private static void Write(Utf8JsonWriter writer, ApiRequest request, CredentialRecord credential) =>
        Write(writer, request, credential, credential.Kind == CredentialKind.LoginKey && request.Path.TryGetValue("id", out var asked) ? asked : credential.PublicId);

    private static void Write(Utf8JsonWriter writer, ApiRequest request, CredentialRecord credential, string id)
    {
        var isKey = credential.Kind == CredentialKind.LoginKey;
        writer.WriteStartObject();
        writer.WriteString("type", isKey ? "login_key" : "refresh_token");
        writer.WriteString("id", id);
        writer.WriteStartObject("attributes");
        writer.WriteString("description", credential.Description);
        writer.WriteNumber("usages", credential.Usages);
        writer.Time("created_at", credential.CreatedAt);
        writer.WriteEndObject();
        writer.WriteStartObject("relationships");
        writer.WriteEndObject();
        writer.Self(request, $"/v5/accounts/me/{(isKey ? "login_keys" : "refresh_tokens")}/{id}");
        writer.WriteEndObject();
    }
}

/// <summary>Query parameters that lists share.</summary>
internal static class Queries
{
    public static readonly IReadOnlyList<(string Name, string Meaning)> Paging =
    [
        ("page[number]", "Number of the page, from 1; the default is 1"),
        ("page[size]", "Resources on a page, 1 to 100; the default is 20"),
    ];

    public static IReadOnlyList<(string Name, string Meaning)> With(params IReadOnlyList<string> filters) =>
        [.. Paging, .. filters.Select(filter => (filter, "Only resources with this value"))];
}
