using AgentEmulator.Tests.Cli;
using AgentEmulator.Tests.Rack;
using AgentEmulator.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace AgentEmulator.Tests.Support;

/// <summary>Starts the classes that wait for live boards first: one that begins last keeps the whole run waiting.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly Type[] Live = [typeof(ActivateJsonTests), typeof(ActivateFilesTests), typeof(RealRackBoardTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(tests => Live.Any(type => tests.TestCollectionDisplayName.Contains(type.FullName!, StringComparison.Ordinal)))];
}
