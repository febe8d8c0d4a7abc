namespace nanoFramework.TestFramework;

/// <summary>Stands in for nanoFramework's output of tests: the board's console.</summary>
public static class OutputHelper
{
    public static void Write(string? message) => Console.Write(message);

    public static void WriteLine(string? message) => Console.WriteLine(message);
}

/// <summary>Stands in for nanoFramework's helper of its test runner.</summary>
public static class Helper
{
    /// <summary>Drops the test mark of a method that also has rows of data, each of which is a test.</summary>
    public static object[] RemoveTestMethodIfDataRowExists(object[] attribs)
    {
        var rows = Array.Exists(attribs, static a => a.GetType() == typeof(DataRowAttribute));
        var mark = Array.FindIndex(attribs, static a => a.GetType() == typeof(TestMethodAttribute));
        return rows && mark >= 0 ? [.. attribs[..mark], .. attribs[(mark + 1)..]] : attribs;
    }
}

/// <summary>Stands in for nanoFramework's comparison of arrays.</summary>
public static class TestExtensions
{
    /// <summary>Whether two arrays have the same numbers, characters or truth values; other elements are compared by reference.</summary>
    /// <exception cref="NullReferenceException">An element is null.</exception>
    public static bool SequenceEqual(Array? a, Array? b)
    {
        if (a is null || b is null || a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            var (left, right) = (a.GetValue(i)!, b.GetValue(i)!);
            var isSame = left.GetType() == right.GetType() && (left.GetType().IsPrimitive ? AreEqual(left, right) : left == right);
            if (!isSame)
                return false;
        }

        return true;
    }

    // With ==, for which a NaN is not itself.
    private static bool AreEqual(object left, object right) => left switch
    {
        double number => number == (double)right,
        float number => number == (float)right,
        _ => left.Equals(right),
    };
}
