/** The checks the form makes before it asks the server: null when there is nothing to say. */
export function checkEmail(email: string): string | null {
  const value = email.trim()
  if (value === '') return 'Enter your e-mail.'
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : 'This is not an e-mail address.'
}

export function checkNewPassword(password: string): string | null {
  if (password.length < 8) return 'Use 8 characters or more.'
  return password.length > 200 ? 'Use 200 characters or fewer.' : null
}
