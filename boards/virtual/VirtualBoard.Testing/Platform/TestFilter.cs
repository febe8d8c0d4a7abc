using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Requests;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Platform;

/// <summary>Which tests a request means.</summary>
internal static class TestFilter
{
    /// <summary>The path of a test in tree filters: <c>/assembly/namespace/class/method</c>.</summary>
    public static string PathOf(TestAssembly assembly, TestCase test) =>
        $"/{assembly.Name}/{test.Class.Namespace}/{test.Class.Name}/{test.Method.Name}";

    public static IEnumerable<TestCase> Select(TestAssembly assembly, ITestExecutionFilter filter) => filter switch
    {
        TestNodeUidListFilter list => ByUid(assembly, [.. list.TestNodeUids.Select(u => u.Value)]),
        TreeNodeFilter tree => assembly.Tests.Where(t => tree.MatchesFilter(PathOf(assembly, t), new PropertyBag())),
        _ => assembly.Tests,
    };

    private static IEnumerable<TestCase> ByUid(TestAssembly assembly, HashSet<string> uids) =>
        assembly.Tests.Where(t => uids.Contains(t.Uid));
}
