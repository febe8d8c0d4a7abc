using System.Globalization;
using System.Reflection;

namespace AgentEmulator.Tests.Fuzz;

/// <summary>
/// How many inputs each fuzz test makes up: a few in an ordinary run, and NF_FUZZ_INPUTS in all, evenly over the tests, in a long
/// one (see .ci/fuzz). NF_FUZZ_SEED makes other ones.
/// </summary>
public sealed class FuzzInputs
{
    /// <summary>How many fuzz tests there are, data rows counted each.</summary>
    private const int Tests = 20;
    private const int Default = 2_000;

    public static int PerTest =>
        Variable("NF_FUZZ_INPUTS") is { } all ? Math.Max(1, (all + Tests - 1) / Tests) : Default;

    /// <summary>Added to the seed of each test.</summary>
    public static int Seed => Variable("NF_FUZZ_SEED") ?? 0;

    [Fact]
    public void Every_fuzz_test_is_counted()
    {
        var methods = typeof(FuzzInputs).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(FuzzInputs).Namespace && type != typeof(FuzzInputs))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null);
        Assert.Equal(Tests, methods.Sum(method => Math.Max(1, method.GetCustomAttributes<InlineDataAttribute>().Count())));
    }

    private static int? Variable(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
