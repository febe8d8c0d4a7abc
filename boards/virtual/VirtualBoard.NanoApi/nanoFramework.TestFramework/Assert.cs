using System.Diagnostics.CodeAnalysis;
using TestFrameworkShared;
using VirtualBoard;
using VirtualBoard.NanoApi;
using VirtualBoard.NanoApi.Members;
using VirtualBoard.NanoApi.Text;

namespace nanoFramework.TestFramework;

/// <summary>Stands in for nanoFramework's assertions; the messages are its.</summary>
public sealed partial class Assert
{
    public static void AreNotSame(object? notExpected, object? actual, string message = "")
    {
        if (ReferenceEquals(notExpected, actual))
            Fail("Assert.AreNotSame", message);
    }

    public static void AreSame(object? expected, object? actual, string message = "")
    {
        if (ReferenceEquals(expected, actual))
            return;
        var hint = expected is ValueType || actual is ValueType
            ? "Do not pass value types to AreSame(). Values converted to Object will never be the same. Consider using AreEqual(). "
            : string.Empty;
        Fail("Assert.AreSame", hint + message);
    }

    public static void Contains(string? expected, string? value, string message = "")
    {
        Need(expected, "Assert.Contains", nameof(expected));
        Need(value, "Assert.Contains", nameof(value));
        if (!StringMembers.Contains(value, expected))
            Fail("Assert.Contains", $"'{value}' does not contain '{expected}'. {message}");
    }

    public static void DoesNotContains(string? notExpected, string? value, string message = "")
    {
        Need(notExpected, "Assert.DoesNotContains", nameof(notExpected));
        Need(value, "Assert.DoesNotContains", nameof(value));
        if (StringMembers.Contains(value, notExpected))
            Fail("Assert.DoesNotContains", $"'{value}' should not contain '{notExpected}'. {message}");
    }

    public static void EndsWith(string? expected, string? value, string message = "")
    {
        Need(expected, "Assert.EndsWith", nameof(expected));
        Need(value, "Assert.EndsWith", nameof(value));
        if (!StringMembers.EndsWith(value, expected))
            Fail("Assert.EndsWith", $"'{value}' does not end with '{expected}'. {message}");
    }

    public static void StartsWith(string? expected, string? value, string message = "")
    {
        Need(expected, "Assert.StartsWith", nameof(expected));
        Need(value, "Assert.StartsWith", nameof(value));
        if (!StringMembers.StartsWith(value, expected))
            Fail("Assert.StartsWith", $"'{value}' does not start with '{expected}'. {message}");
    }

    public static void IsFalse([DoesNotReturnIf(true)] bool condition, string message = "")
    {
        if (condition)
            Fail("Assert.IsFalse", message);
    }

    public static void IsTrue([DoesNotReturnIf(false)] bool condition, string message = "")
    {
        if (!condition)
            Fail("Assert.IsTrue", message);
    }

    /// <summary>The very type: a derived one fails.</summary>
    public static void IsInstanceOfType(object? value, Type? expected, string message = "")
    {
        Need(expected, "Assert.IsInstanceOfType", nameof(expected));
        var actual = TypeOf(value);
        if (actual != expected)
            Fail("Assert.IsInstanceOfType", $"Expected type:<{expected}>. Actual type:<{Shown(actual)}>. {message}");
    }

    public static void IsNotInstanceOfType(object? value, Type? notExpected, string message = "")
    {
        Need(notExpected, "Assert.IsNotInstanceOfType", nameof(notExpected));
        var actual = TypeOf(value);
        if (actual == notExpected)
            Fail("Assert.IsNotInstanceOfType", $"Wrong type:<{notExpected}>. Actual type:<{actual}>. {message}");
    }

    private static Type? TypeOf(object? value) => value is null ? null : VirtualBoard.NanoApi.Members.ObjectMembers.GetType(value);

    public static void IsNotNull([NotNull] object? value, string message = "")
    {
        if (value is null)
            Fail("Assert.IsNotNull", message);
    }

    public static void IsNull(object? value, string message = "")
    {
        if (value is not null)
            Fail("Assert.IsNull", message);
    }

    [DoesNotReturn]
    public static void SkipTest(string? message = null) => throw new SkipTestException(message);

    /// <summary>The very type: a derived one fails. The loss of power is no exception in this sense.</summary>
    public static void ThrowsException(Type? exception, Action? action, string message = "")
    {
        Need(action, "Assert.ThrowsException", nameof(action));
        Need(exception, "Assert.ThrowsException", nameof(exception));
        var thread = BoardThread.Current;
        var stack = thread?.StackUse ?? 0;
        try
        {
            action();
        }
        catch (Exception e) when (Guest.IsCatchable(e))
        {
            thread?.StackUse = stack;
            if (e.GetType() == exception)
                return;
            var thrown = $"Threw exception {e.GetType().Name}, but exception {exception.Name} was expected.";
            Fail("Assert.ThrowsException", $"{thrown} {message}\r\nException Message: {e.Message}");
        }

        Fail("Assert.ThrowsException", $"No exception thrown. {exception.Name} exception was expected. {message}");
    }

    [DoesNotReturn]
    internal static void Fail(string assertion, string? message) =>
        throw new AssertFailedException($"{assertion} failed. {(string.IsNullOrEmpty(message) ? string.Empty : Shown(message))}");

    internal static void Need([NotNull] object? value, string assertion, string parameter)
    {
        if (value is null)
            Fail(assertion, $"The parameter '{parameter}' is invalid. The value cannot be null.");
    }

    internal static string Shown(object? value) =>
        value is null ? "(null)" : (ObjectText.Of(value) ?? "(object)").Replace("\0", "\\0", StringComparison.Ordinal);
}
