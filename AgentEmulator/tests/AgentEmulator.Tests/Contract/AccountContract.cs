namespace AgentEmulator.Tests.Contract;

/// <summary>Login, tokens, account, login keys. Leaves the client logged in.</summary>
internal sealed class AccountContract(ContractClient client)
{
    private static readonly (string, string) Password = ("X-Electricimp-Password", ContractTarget.Password);

    public async Task RunAsync()
    {
        await LoginAsync();
        await LoginKeysAsync();
    }

    private async Task LoginAsync()
    {
        await client.CallAsync("login", 401, """{"id":"factory","password":"wrong"}""");
        await client.CallAsync("login", 401, $$"""{"id":"nobody","password":"{{ContractTarget.Password}}"}""");
        await client.CallAsync("login", 400, """{"login_token":"x"}""");
        await client.CallAsync("login", 400, """{"id":"factory"}""");
        var first = await client.CallAsync("login", 200, $$"""{"id":"factory","password":"{{ContractTarget.Password}}"}""");
        var tokens = await client.CallAsync("login", 200, $$"""{"id":"factory@example.com","password":"{{ContractTarget.Password}}"}""");
        Assert.Equal(3600, tokens.GetProperty("expires_in").GetInt64());
        client.AccessToken = tokens.GetProperty("access_token").GetString()!;

        var refresh = first.GetProperty("refresh_token").GetString();
        await client.CallAsync("refresh", 401, """{"token":"nonsense"}""");
        await client.CallAsync("refresh", 401, """{"key":"nonsense"}""");
        await client.CallAsync("refresh", 400, "{}");
        await client.CallAsync("refresh", 200, $$"""{"token":"{{refresh}}"}""");
        var list = await client.CallAsync("listRefreshTokens", 200);
        Assert.Equal(2, list.GetProperty("data").GetArrayLength());
        await client.CallAsync("listRefreshTokens", 400, query: "?page[size]=101");
        foreach (var token in list.GetProperty("data").EnumerateArray())
        {
            var id = token.GetProperty("id").GetString()!;
            await client.CallAsync("deleteRefreshToken", 204, id: id);
            await client.CallAsync("deleteRefreshToken", 404, id: id);
        }

        await client.CallAsync("refresh", 401, $$"""{"token":"{{refresh}}"}""");

        var accounts = await client.CallAsync("listAccounts", 200);
        var account = accounts.GetProperty("data")[0].GetProperty("id").GetString()!;
        await client.CallAsync("listAccounts", 400, query: "?page[number]=0");
        foreach (var id in new[] { "me", account })
            Assert.Equal(account, (await client.CallAsync("getAccount", 200, id: id)).GetProperty("data").GetProperty("id").GetString());
        await client.CallAsync("getAccount", 404, id: "somebody");
    }

    private async Task LoginKeysAsync()
    {
        const string document = """{"data":{"type":"login_key","attributes":{"description":"for CI"}}}""";
        await client.CallAsync("createLoginKey", 403, document);
        await client.CallAsync("createLoginKey", 400, """{"data":{"type":"login_key","attributes":{"name":"x"}}}""", headers: Password);
        var made = await client.CallAsync("createLoginKey", 201, document, headers: Password);
        var key = made.GetProperty("data").GetProperty("id").GetString()!;
        await client.CallAsync("refresh", 200, $$"""{"key":"{{key}}"}""");
        var read = await client.CallAsync("getLoginKey", 200, id: key);
        Assert.Equal(1, read.GetProperty("data").GetProperty("attributes").GetProperty("usages").GetInt64());
        Assert.Equal(1, (await client.CallAsync("listLoginKeys", 200)).GetProperty("data").GetArrayLength());
        await client.CallAsync("listLoginKeys", 400, query: "?filter[x]=1");
        await client.CallAsync("updateLoginKey", 403, document, key);
        await client.CallAsync("updateLoginKey", 404, document, "nonsense", "", Password);
        await client.CallAsync("updateLoginKey", 200, document, key, "", Password);
        await client.CallAsync("deleteLoginKey", 403, id: key);
        await client.CallAsync("deleteLoginKey", 204, id: key, headers: Password);
        await client.CallAsync("deleteLoginKey", 404, id: key, headers: Password);
        await client.CallAsync("getLoginKey", 404, id: key);
    }
}
