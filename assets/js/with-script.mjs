// What is there for a script takes the place of what is there without one: forms that need no page of their own are shown, and the
// buttons that lead to such pages go.
export function withScript(scope) {
  for (const each of scope.querySelectorAll("[data-without-script]")) each.remove();
  for (const each of scope.querySelectorAll("[data-kept], form[data-send-later]")) each.hidden = false;
  return scope;
}
