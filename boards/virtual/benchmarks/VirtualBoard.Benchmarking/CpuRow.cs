namespace VirtualBoard.Benchmarking;

/// <summary>A row of the CPU table.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="Method">The method of <c>BenchmarkRows.Rows</c> that does it.</param>
public sealed record CpuRow(string Name, string Method)
{
    /// <summary>The rows in the order of the table.</summary>
    public static IReadOnlyList<CpuRow> All { get; } =
    [
        new("integer loop", "IntegerLoop"),
        new("array read", "ArrayRead"),
        new("array write", "ArrayWrite"),
        new("byte xor", "ByteXor"),
        new("long arithmetic", "LongArithmetic"),
        new("double multiply-add", "DoubleMultiplyAdd"),
        new("static call", "StaticCall"),
        new("instance call", "InstanceCall"),
        new("virtual call", "VirtualCall"),
        new("interface call", "InterfaceCall"),
        new("delegate call", "DelegateCall"),
        new("recursion", "Recursion"),
        new("field", "Field"),
        new("static field", "StaticField"),
        new("new object", "ObjectAllocation"),
        new("new byte[64]", "ByteArrayAllocation"),
        new("boxing", "Boxing"),
        new("string concat", "StringConcat"),
        new("int to string", "IntToString"),
        new("string index", "StringIndex"),
        new("ArrayList add and get", "ArrayListAddAndGet"),
        new("foreach over array", "ForeachArray"),
        new("foreach over ArrayList", "ForeachArrayList"),
        new("try/finally", "TryFinally"),
        new("throw/catch", "ThrowCatch"),
        new("lock", "Lock"),
        new("switch", "Switch"),
        new("sieve", "Sieve"),
    ];
}

/// <summary>A row as it was measured.</summary>
/// <param name="Name">What the row is called.</param>
/// <param name="PlainNanoseconds">One operation straight on .NET: median over the rounds.</param>
/// <param name="BoardNanoseconds">One operation on the virtual board: median over the rounds.</param>
/// <param name="Ratio">Board over plain: median over the rounds of what was measured side by side.</param>
public sealed record CpuResult(string Name, double PlainNanoseconds, double BoardNanoseconds, double Ratio);
