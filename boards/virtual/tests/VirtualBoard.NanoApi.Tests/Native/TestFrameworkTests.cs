extern alias nanoapi;

using AssertFailedException = nanoapi::TestFrameworkShared.AssertFailedException;
using CollectionAssert = nanoapi::nanoFramework.TestFramework.CollectionAssert;
using NanoAssert = nanoapi::nanoFramework.TestFramework.Assert;
using SkipTestException = nanoapi::nanoFramework.TestFramework.SkipTestException;

namespace VirtualBoard.NanoApi.Tests.Native;

public sealed class TestFrameworkTests
{
    private static readonly int[] One = [1];

    [Fact]
    public void Assertions_fail_with_nanoFrameworks_messages()
    {
        Fails("Assert.AreEqual failed. Expected:<1>. Actual:<2>. two", () => NanoAssert.AreEqual(1, 2, "two"));
        Fails("Assert.IsTrue failed. why", () => NanoAssert.IsTrue(false, "why"));
        Fails("Assert.AreEqual failed. Expected:<(null)>. Actual:<x>. ", () => NanoAssert.AreEqual(null, "x"));
        Fails("CollectionAssert.AreEqual failed. (Different number of elements.)", () => CollectionAssert.AreEqual(One, Array.Empty<int>()));
        Assert.Throws<SkipTestException>(() => NanoAssert.SkipTest("not here"));
    }

    [Fact]
    public void Assertions_that_hold_are_silent()
    {
        NanoAssert.AreEqual("a", "a");
        NanoAssert.AreNotEqual(1.5, 2.5);
        NanoAssert.Contains("b", "abc");
        NanoAssert.IsInstanceOfType("a", typeof(string));
        NanoAssert.ThrowsException(typeof(InvalidOperationException), () => throw new InvalidOperationException());
        CollectionAssert.AreEqual(One, (int[])One.Clone());
    }

    [Fact]
    public void The_expected_exception_is_that_very_type_and_never_the_loss_of_power()
    {
        Assert.Throws<AssertFailedException>(() => NanoAssert.ThrowsException(typeof(Exception), () => throw new InvalidOperationException()));
        Assert.Throws<AssertFailedException>(() => NanoAssert.ThrowsException(typeof(Exception), () => { }));
        Assert.Throws<PowerOffException>(() => NanoAssert.ThrowsException(typeof(PowerOffException), () => throw new PowerOffException()));
    }

    private static void Fails(string message, Action action) => Assert.Equal(message, Assert.Throws<AssertFailedException>(action).Message);
}
