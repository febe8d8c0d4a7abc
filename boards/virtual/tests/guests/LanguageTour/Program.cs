using System.Threading;

[assembly: System.Reflection.AssemblyVersion("1.0.0.0")]

namespace LanguageTour;

/// <summary>
/// Uses what firmware may use, once each: if a reference assembly loses something that the C# compiler or firmware
/// needs, this program no longer compiles. It is built, not run: it has no access point, pins or server to talk to.
/// </summary>
internal static class Program
{
    public static void Main()
    {
        Language.Show();
        Concurrency.Show();
        Libraries.Show();
        Thread.Sleep(Timeout.Infinite);
    }
}
