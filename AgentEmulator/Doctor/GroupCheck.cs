using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AgentEmulator.Activation;
using AgentEmulator.Agents;

namespace AgentEmulator.Doctor;

/// <summary>Looks at the device groups of an account through the impCentral API: what fixtures target, and when code is loaded.</summary>
internal sealed class GroupCheck(HttpClient http, Uri cloud, string accessToken)
{
    private const int MostPages = 50;

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var groups = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var next = new Uri(cloud, "/v5/devicegroups?page%5Bsize%5D=100");
        for (var page = 0; page < MostPages && next is not null; page++)
        {
            var (body, problem) = await GetAsync(next, cancel).ConfigureAwait(false);
            if (body is null)
                return [Failed(FactoryChecks.LoadCode, problem!), Failed(FactoryChecks.Targets, problem!)];
            foreach (var group in body["data"] as JsonArray ?? [])
            {
                if (group.Text("id") is { } id)
                    groups[id] = group!;
            }

            next = body["links"].Text("next") is { } link && Uri.TryCreate(cloud, link, out var uri) && uri.Authority == cloud.Authority ? uri : null;
        }

        return Judge(groups);
    }

    private static CheckResult Failed(string check, string problem) => new(
        check, CheckOutcome.Failed, $"device groups cannot be read: {problem}", "Get a fresh impCentral access token (it lasts an hour and is tied to this computer's address) and check again.");

    private static List<CheckResult> Judge(Dictionary<string, JsonNode> groups)
    {
        var fixtures = groups.Values.Where(group => group.Text("type") is "factoryfixture_devicegroup" or "pre_factoryfixture_devicegroup").ToList();
        if (fixtures.Count == 0)
        {
            const string none = "there is no fixture device group";
            return
            [
                new CheckResult(FactoryChecks.LoadCode, CheckOutcome.Skipped, none),
                new CheckResult(FactoryChecks.Targets, CheckOutcome.Failed, none, FailureReason.Advice(FailureReason.BlessRefused)),
            ];
        }

        var productions = new List<JsonNode>();
        var missing = new List<string>();
        foreach (var fixture in fixtures)
        {
            if (Target(fixture, "production_target") is { } production && groups.TryGetValue(production, out var group))
                productions.Add(group);
            else
                missing.Add($"{Name(fixture)} has no production target");
            if (Target(fixture, "dut_target") is not { } dut || !groups.ContainsKey(dut))
                missing.Add($"{Name(fixture)} has no DUT target");
        }

        // The default is true; only a group that says false waits for BlinkUp.
        var early = productions.Where(group => group["attributes"].Boolean("load_code_after_blessing") != false).Select(Name).Distinct().ToList();
        return
        [
            early.Count == 0
                ? new CheckResult(FactoryChecks.LoadCode, productions.Count == 0 ? CheckOutcome.Skipped : CheckOutcome.Ok,
                    productions.Count == 0 ? "no fixture group has a production target" : $"{string.Join(", ", productions.Select(Name).Distinct())}: load_code_after_blessing is false")
                : new CheckResult(FactoryChecks.LoadCode, CheckOutcome.Failed, $"{string.Join(", ", early)}: load_code_after_blessing is true",
                    FailureReason.Advice(FailureReason.ApplicationLoaded)),
            missing.Count == 0
                ? new CheckResult(FactoryChecks.Targets, CheckOutcome.Ok, $"{string.Join(", ", fixtures.Select(Name))}: DUT and production target set")
                : new CheckResult(FactoryChecks.Targets, CheckOutcome.Failed, string.Join("; ", missing), FailureReason.Advice(FailureReason.BlessRefused)),
        ];
    }

    /// <summary>The related group's id: the API gives relationships as {type, id}, with or without JSON:API's data around it.</summary>
    private static string? Target(JsonNode group, string name)
    {
        var relationship = (group["relationships"] as JsonObject)?[name];
        return (relationship as JsonObject)?["data"].Text("id") ?? relationship.Text("id");
    }

    private static string Name(JsonNode group) => group["attributes"].Text("name") ?? group.Text("id") ?? "?";

    private async Task<(JsonObject? Body, string? Problem)> GetAsync(Uri url, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.api+json"));
        try
        {
            using var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
            var text = await answer.Content.ReadAsStringAsync(cancel).ConfigureAwait(false);
            return answer.IsSuccessStatusCode && AgentHttp.TryJsonDecode(text, out var body)
                ? (body, null)
                : (null, $"status {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or Polly.Timeout.TimeoutRejectedException)
        {
            return (null, e.Message);
        }
    }
}
