using VirtualBoard.Retargeting.Tests.Kit;

namespace VirtualBoard.Retargeting.Tests;

/// <summary>
/// Whatever handler stands in its way, a dying boot does nothing more. <c>Cut()</c> takes the power away in the middle of a call.
/// <c>Acted()</c> reaches a stand-in that, other than all of the real ones, does not ask whether the boot is alive: so it shows what
/// firmware still tries.
/// </summary>
public sealed class PowerTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string> Survivals => new(
        "try { Cut(); } catch (Exception) { Acted(); }",
        "try { Cut(); } catch (Exception e) { Acted(e.Message); }",
        "try { Cut(); } catch { Acted(); }",
        "try { Cut(); } catch (Exception e) when (e.Message != null) { Acted(); }",
        "try { Cut(); } catch (Exception) when (Acted()) { Acted(); }",
        "try { Cut(); } catch when (Acted()) { Acted(); }",
        "try { Cut(); } finally { Acted(); }",
        "try { try { Cut(); } catch (ArgumentException) { Acted(); } catch (Exception) { Acted(); } finally { Acted(); } } catch { Acted(); } finally { Acted(); }",
        "using (new Resource()) Cut();",
        "using var resource = new Resource(); Cut();",
        "lock (Gate) Cut();",
        "foreach (var x in new Walk()) Cut();",
        "for (var i = 0; i < 3; i++) { try { Cut(); continue; } catch { Acted(); } }",
        "try { Cut(); } catch (Exception) { try { Acted(); } finally { Acted(); } }",
        "try { throw new Exception(); } catch (Exception) { try { Cut(); } catch (Exception) { Acted(); } }",
        "try { throw new Exception(); } catch (Exception) { Cut(); } finally { Acted(); }",
        "try { } finally { try { Cut(); } catch { Acted(); } finally { Acted(); } Acted(); }",
        "try { Nested(); } catch (Exception) { Acted(); } finally { Acted(); }",
        "try { try { throw new Exception(); } finally { Cut(); Acted(); } } catch (Exception) { Acted(); }");

    [Theory, MemberData(nameof(Survivals))]
    public void Nothing_acts_after_the_power_is_cut_in_debug_code(string body) => Check(body, optimize: false);

    [Theory, MemberData(nameof(Survivals))]
    public void Nothing_acts_after_the_power_is_cut_in_release_code(string body) => Check(body, optimize: true);

    [Theory, InlineData(false), InlineData(true)]
    public void A_cut_while_another_thread_waits_unwinds_it_silently(bool optimize)
    {
        var acted = Run("new Thread(() => { Thread.Sleep(500); Cut(); }).Start(); try { Thread.Sleep(5000); } catch { Acted(); } finally { Acted(); }", optimize);
        Assert.Equal(["before"], acted);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Handlers_act_as_ever_while_there_is_power(bool optimize)
    {
        var lines = Run(
            """
            try { throw new ArgumentException("a"); } catch (Exception e) when (e.Message == "b") { Acted("wrong"); } catch (Exception e) { Acted(e.Message); } finally { Acted("finally"); }
            try { throw new Exception("c"); } catch { Acted("bare"); }
            using (new Resource()) { }
            """,
            optimize);

        Assert.Equal(["before", "acted a", "acted finally", "acted bare", "acted "], lines);
    }

    private void Check(string body, bool optimize) => Assert.Equal(["before"], Run(body, optimize));

    private List<string> Run(string body, bool optimize)
    {
        return _bench.Run(
            $$"""
            using System;
            using System.Collections;
            using System.IO;
            using System.Threading;
            using nanoFramework.Runtime.Native;
            sealed class Resource : IDisposable { public void Dispose() => Program.Acted(); }
            sealed class Walk : IEnumerable, IEnumerator, IDisposable
            {
                public IEnumerator GetEnumerator() => this;
                public object Current => null;
                public bool MoveNext() => true;
                public void Reset() { }
                public void Dispose() => Program.Acted();
            }
            static class Program
            {
                static readonly object Gate = new();
                public static bool Acted(string what = "") { Path.GetFileName(what); return true; }
                static void Cut() => Power.RebootDevice(RebootOption.NormalReboot);
                static void Nested() { try { Cut(); } catch (Exception) { Acted(); throw; } finally { Acted(); } }
                static void Main() { Console.WriteLine("before"); Body(); Acted("after"); }
                static void Body() { {{body}} }
            }
            """,
            optimize).Where(l => l is not ("enter" or "acted after")).ToList();
    }
}
