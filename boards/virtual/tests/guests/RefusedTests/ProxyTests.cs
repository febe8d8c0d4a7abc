using System.Runtime.Remoting;
using nanoFramework.TestFramework;

namespace RefusedTests;

/// <summary>Compiles, and uses what virtual boards do not have.</summary>
[TestClass]
public static class ProxyTests
{
    [TestMethod]
    public static void Is_no_proxy()
    {
        Assert.IsFalse(RemotingServices.IsTransparentProxy("text"));
    }
}
