using System.Text.Json.Nodes;
using AgentEmulator.Activation;
using AgentEmulator.Agents;

namespace AgentEmulator.Doctor;

/// <summary>Looks at the device groups of an account through the impCentral API: what fixtures target, and when code is loaded.</summary>
internal sealed class GroupCheck(ImpCentralClient impCentral)
{
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancel)
    {
        var (found, problem) = await impCentral.ListAsync("/v5/devicegroups?page%5Bsize%5D=100", cancel).ConfigureAwait(false);
        if (found is null)
            return [Failed(FactoryChecks.LoadCode, problem!), Failed(FactoryChecks.Targets, problem!)];
        var groups = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var group in found)
        {
            if (group.Text("id") is { } id)
                groups[id] = group;
        }

        return Judge(groups);
    }

    private static CheckResult Failed(string check, string problem) => new(
        check, CheckOutcome.Failed, $"device groups cannot be read: {problem}", "Check account and password, or get a fresh impCentral access token: it lasts an hour and is tied to the address that it was given to.");

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
}
