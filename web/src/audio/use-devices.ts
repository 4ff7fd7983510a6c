import { useCallback, useEffect, useState } from 'react';

export interface Device {
  value: string;
  label: string;
}

/** The microphones there are. Browsers tell their names only once one was allowed: `refresh` asks again. */
export function useDevices(): { devices: Device[]; refresh(): void } {
  const [devices, setDevices] = useState<Device[]>([]);
  const refresh = useCallback(() => {
    // Without a secure address there are no devices to ask for; starting says why.
    if (!window.isSecureContext) return;
    void navigator.mediaDevices.enumerateDevices().then((all) => {
      const inputs = all.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== '');
      setDevices(
        inputs.map(({ deviceId, label }, index) => ({
          value: deviceId,
          label: label || `Microphone ${index + 1}`,
        })),
      );
    });
  }, []);
  useEffect(() => {
    refresh();
    if (!window.isSecureContext) return;
    navigator.mediaDevices.addEventListener('devicechange', refresh);
    return () => navigator.mediaDevices.removeEventListener('devicechange', refresh);
  }, [refresh]);
  return { devices, refresh };
}
