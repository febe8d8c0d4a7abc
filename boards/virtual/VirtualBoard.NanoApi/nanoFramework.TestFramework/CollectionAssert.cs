using System.Collections;

namespace nanoFramework.TestFramework;

/// <summary>Stands in for nanoFramework's assertions on collections; the messages are its.</summary>
public sealed class CollectionAssert
{
    public static void Empty(ICollection? collection, string message = "")
    {
        Assert.Need(collection, "CollectionAssert.Empty", nameof(collection));
        if (collection.Count != 0)
            Assert.Fail("CollectionAssert.Empty", message);
    }

    public static void NotEmpty(ICollection? collection, string message = "")
    {
        Assert.Need(collection, "CollectionAssert.NotEmpty", nameof(collection));
        if (collection.Count == 0)
            Assert.Fail("CollectionAssert.NotEmpty", message);
    }

    public static void AreEqual(ICollection? expected, ICollection? actual, string message = "")
    {
        if (!AreSame(expected, actual, out var reason))
            Assert.Fail("CollectionAssert.AreEqual", $"{message}({reason})");
    }

    public static void AreNotEqual(ICollection? notExpected, ICollection? actual, string message = "")
    {
        if (AreSame(notExpected, actual, out var reason))
            Assert.Fail("CollectionAssert.AreNotEqual", $"{message}({reason})");
    }

    private static bool AreSame(ICollection? expected, ICollection? actual, out string reason)
    {
        reason = string.Empty;
        if (expected == actual)
        {
            reason = "Both collection references point to the same collection object. ";
            return true;
        }

        if (expected is null || actual is null)
            return false;
        if (expected.Count != actual.Count)
        {
            reason = "Different number of elements.";
            return false;
        }

        var (left, right) = (expected.GetEnumerator(), actual.GetEnumerator());
        for (var index = 0; left.MoveNext() && right.MoveNext(); index++)
        {
            if (Equals(left.Current, right.Current))
                continue;
            reason = $"Element at index {index} do not match. Expected:<{Text(left.Current)}>. Actual:<{Text(right.Current)}>.";
            return false;
        }

        reason = "Both collection contain same elements.";
        return true;
    }

    private static string Text(object? value) => value is null ? string.Empty : Assert.Shown(value);
}
