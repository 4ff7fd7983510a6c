/** The mark: a speaker's point and what reaches the ear. */
export function Brand({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} fill="none" strokeLinecap="round" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#13616b" />
      <circle cx="10" cy="16" r="3" fill="#f0b48a" />
      <path d="M15.5 10.5a7.8 7.8 0 0 1 0 11" stroke="#ffffff" strokeWidth="2.4" />
      <path d="M20 7a12.7 12.7 0 0 1 0 18" stroke="#ffffff" strokeWidth="2.4" opacity=".6" />
    </svg>
  );
}
