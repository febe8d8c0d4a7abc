using System.Threading;
using ImpDevice.Diagnostics;
using nanoFramework.TestFramework;

namespace HardwareTests.Diagnostics;

[TestClass]
public class StatusLedTests
{
    [TestMethod]
    public void Is_dark_at_first()
    {
        Assert.IsTrue(new StatusLed(new RecordingPin()).State == LedState.Off);
    }

    [TestMethod]
    public void Lights_for_good_when_blessed()
    {
        RecordingPin pin = new RecordingPin();
        new StatusLed(pin).Show(LedState.Blessed);
        Thread.Sleep(1500);
        Assert.AreEqual("+", pin.Writes);
    }

    [TestMethod]
    public void Goes_dark_when_off()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        led.Show(LedState.Failed);
        led.Show(LedState.Off);
        int writes = pin.Writes.Length;
        Thread.Sleep(500);
        Assert.AreEqual(writes, pin.Writes.Length);
        Assert.EndsWith("-", pin.Writes);
    }

    [TestMethod]
    public void Blinks_and_does_not_start_over_when_shown_the_same_again()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        led.Show(LedState.Unconfigured);
        led.Show(LedState.Unconfigured);
        Assert.AreEqual("+", pin.Writes);
        Thread.Sleep(1750);
        Assert.AreEqual("+-+-", pin.Writes);
        led.Show(LedState.Off);
    }

    [TestMethod]
    public void Goes_dark_a_minute_after_power_on_and_stays_dark()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        led.Show(LedState.Connecting);
        Thread.Sleep(61000);
        Assert.EndsWith("-", pin.Writes);
        int writes = pin.Writes.Length;
        Thread.Sleep(5000);
        Assert.AreEqual(writes, pin.Writes.Length);
        led.Show(LedState.Connected);
        Thread.Sleep(5000);
        Assert.EndsWith("--", pin.Writes);
    }

    [TestMethod]
    public void Shows_verdicts_beyond_the_minute()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        Thread.Sleep(61000);
        led.Show(LedState.Connecting);
        Assert.EndsWith("-", pin.Writes);
        led.Show(LedState.Blessed);
        Assert.EndsWith("+", pin.Writes);
        Thread.Sleep(61000);
        Assert.EndsWith("+", pin.Writes);
    }

    [TestMethod]
    public void Stays_lit_when_it_is_told_to()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        led.KeepLit(true);
        led.Show(LedState.Unconfigured);
        Thread.Sleep(61000);
        int writes = pin.Writes.Length;
        Thread.Sleep(5000);
        Assert.IsTrue(pin.Writes.Length >= writes + 9);
        led.KeepLit(false);
        Assert.EndsWith("-", pin.Writes);
    }

    [TestMethod]
    public void Starts_a_new_pattern_from_its_beginning()
    {
        RecordingPin pin = new RecordingPin();
        StatusLed led = new StatusLed(pin);
        led.Show(LedState.Failed);
        Thread.Sleep(150);
        Assert.AreEqual("+-", pin.Writes);
        led.Show(LedState.Blessed);
        Assert.AreEqual("+-+", pin.Writes);
        Thread.Sleep(500);
        Assert.AreEqual("+-+", pin.Writes);
    }

    [TestMethod]
    public void Does_nothing_without_a_pin()
    {
        StatusLed led = StatusLed.OnPin(-1, false);
        led.Show(LedState.Failed);
        Assert.IsTrue(led.State == LedState.Failed);
    }

    private sealed class RecordingPin : ILedPin
    {
        /// <summary>+ for lit, - for dark, in order.</summary>
        internal string Writes { get; private set; } = "";

        public void Write(bool lit)
        {
            Writes += lit ? "+" : "-";
        }
    }
}
