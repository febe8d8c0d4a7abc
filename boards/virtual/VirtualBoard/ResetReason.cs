namespace VirtualBoard;

/// <summary>Why a boot began; the names follow ESP-IDF's <c>esp_reset_reason_t</c>.</summary>
public enum ResetReason
{
    /// <summary>Power was applied (ESP_RST_POWERON).</summary>
    PowerOn,

    /// <summary>The reset pin was pulled, or a flasher's serial lines did it (ESP_RST_EXT).</summary>
    External,

    /// <summary>Firmware asked for it (ESP_RST_SW).</summary>
    Software,

    /// <summary>An exception or abort in the runtime (ESP_RST_PANIC).</summary>
    Panic,

    /// <summary>A watchdog ran out (ESP_RST_WDT).</summary>
    Watchdog,

    /// <summary>Woken from deep sleep (ESP_RST_DEEPSLEEP).</summary>
    DeepSleep,

    /// <summary>The supply voltage dipped (ESP_RST_BROWNOUT).</summary>
    Brownout,
}
