namespace AgentEmulator.Cloud.Api;

/// <summary>Who may ask.</summary>
internal enum EndpointAuth
{
    Nobody,

    /// <summary>Basic with a BlinkUp API key; otherwise 401.</summary>
    BlinkUpKey,

    /// <summary>The same, but a wrong key is told with 200 and valid_token false, as v1 did.</summary>
    OldBlinkUpKey,

    /// <summary>Bearer with an access token; otherwise 401.</summary>
    AccessToken,
}

/// <summary>What else is checked before the handler runs.</summary>
internal enum EndpointGuard
{
    None,

    /// <summary>Faults and limits of token requests.</summary>
    TokenRequest,

    /// <summary>The limit of the impCentral API.</summary>
    Api,
}

/// <summary>How a request's body is taken.</summary>
internal enum EndpointBody
{
    /// <summary>Whatever is sent is ignored.</summary>
    None,
    Required,

    /// <summary>An empty body counts as an empty object.</summary>
    Optional,
}

/// <summary>An answer that an endpoint is known to give.</summary>
/// <param name="Schema">Name of a schema of the document; null when there is no body.</param>
internal sealed record EndpointAnswer(int Status, string Meaning, string? Schema);

/// <summary>
/// One operation of the cloud's HTTP surface. The table of these is what requests are dispatched by and what the OpenAPI
/// document is made from.
/// </summary>
/// <param name="Path">Template with parameters in braces.</param>
/// <param name="Id">operationId.</param>
/// <param name="Schema">Schema of the body; null when there is none.</param>
/// <param name="Answers">Those of the handler; <see cref="AllAnswers"/> adds what is checked before it.</param>
internal sealed record Endpoint(
    string Method, string Path, string Id, string Summary, EndpointAuth Auth, EndpointGuard Guard, EndpointBody Body, string? Schema,
    IReadOnlyList<EndpointAnswer> Answers, Func<ApiRequest, ApiResult> Handle)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>Query parameters, each with its meaning.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Query { get; init; } = [];

    /// <summary>Request headers besides Authorization, each with its meaning.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Headers { get; init; } = [];

    /// <summary>An operation of the impCentral API: for those who are logged in, within its limit.</summary>
    /// <param name="schema">Of the body, if there is one.</param>
    public static Endpoint ImpCentral(
        string method, string path, string id, string summary, EndpointBody body, IReadOnlyList<EndpointAnswer> answers,
        Func<ApiRequest, ApiResult> handle, string schema = "ResourceDocument") =>
        new(method, path, id, summary, EndpointAuth.AccessToken, EndpointGuard.Api, body, body == EndpointBody.None ? null : schema, answers, handle);

    public bool IsImpCentral => Guard == EndpointGuard.Api;

    /// <summary>Fills the path's parameters; false when the path is another.</summary>
    public bool Matches(string[] segments, Dictionary<string, string> parameters)
    {
        if (segments.Length != _segments.Length)
            return false;
        parameters.Clear();
        for (var i = 0; i < segments.Length; i++)
        {
            if (_segments[i] is ['{', .. var name, '}'])
            {
                if (segments[i].Length == 0)
                    return false;
                parameters[name] = segments[i];
            }
            else if (segments[i] != _segments[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every status with its meaning, in ascending order.</summary>
    public IReadOnlyList<EndpointAnswer> AllAnswers()
    {
        var all = new List<EndpointAnswer>(Answers);
        if (Auth is EndpointAuth.BlinkUpKey or EndpointAuth.AccessToken)
            Add(401, Auth == EndpointAuth.BlinkUpKey ? "No valid BlinkUp API key was sent" : "No valid access token was sent, it expired, or it is tied to another address");
        if (Guard != EndpointGuard.None)
            Add(429, "Too many requests: Retry-After says when to try again");
        if (Guard == EndpointGuard.TokenRequest)
            Add(503, "A fault that was switched on: nothing was done");
        if (Body != EndpointBody.None)
        {
            Add(400, "The body is not what is expected; detail says where");
            Add(413, "The body is too large");
            Add(415, "The content type is not application/json or application/vnd.api+json");
        }

        return [.. all.OrderBy(answer => answer.Status)];

        void Add(int status, string meaning)
        {
            if (all.TrueForAll(answer => answer.Status != status))
                all.Add(new EndpointAnswer(status, meaning, "Errors"));
        }
    }
}
